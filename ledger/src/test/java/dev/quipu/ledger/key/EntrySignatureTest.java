package dev.quipu.ledger.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.state.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntrySignatureTest {

    private static final UUID LEDGER = UUID.fromString("01981e2c-7d00-7aaa-8bbb-0123456789ab");
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);
    private static final PrivateKey KEY = PrivateKey.ofSeed(new byte[PrivateKey.SIZE]);

    /** RFC 8032 §7.1, test 2. */
    @Test
    void signsAsTheStandardSays() {
        PrivateKey key = PrivateKey.ofSeed(
                HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        byte[] signature = key.sign(new byte[] {0x72});

        assertThat(key.publicKey().toBytes())
                .isEqualTo(HexFormat.of().parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        assertThat(signature)
                .isEqualTo(HexFormat.of()
                        .parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
        assertThat(Ed25519.verify(key.publicKey(), new byte[] {0x72}, signature))
                .isTrue();
    }

    @Test
    void isOfItsKeyItsLedgerAndItsBytes() {
        byte[] header = EntrySignature.sign(KEY, LEDGER, VALUE);

        assertThat(EntrySignature.verify(header, LEDGER, VALUE)).isEqualTo(new Signature.By(KEY.publicKey()));
        assertThat(EntrySignature.verify(header, UUID.randomUUID(), VALUE)).isInstanceOf(Signature.Wrong.class);
        assertThat(EntrySignature.verify(header, null, VALUE)).isInstanceOf(Signature.Wrong.class);
        assertThat(EntrySignature.verify(header, LEDGER, new byte[0])).isInstanceOf(Signature.Wrong.class);
        assertThat(EntrySignature.verify(null, LEDGER, VALUE)).isEqualTo(Signature.MISSING);
        assertThat(EntrySignature.verify(header, LEDGER, null)).isEqualTo(Signature.MISSING);
    }

    @Test
    void isBrokenByAnyChangeOfTheHeader() {
        byte[] header = EntrySignature.sign(KEY, LEDGER, VALUE);
        for (int place = 0; place < header.length; place++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] altered = header.clone();
                altered[place] ^= (byte) (1 << bit);
                assertThat(EntrySignature.verify(altered, LEDGER, VALUE)).isInstanceOf(Signature.Wrong.class);
            }
        }
        for (int length = 0; length < header.length; length++) {
            assertThat(EntrySignature.verify(Arrays.copyOf(header, length), LEDGER, VALUE))
                    .isInstanceOf(Signature.Wrong.class);
        }
    }

    @Test
    void aKeyThatIsNoPointOfTheCurveVerifiesNothing() {
        byte[] none = new byte[PublicKey.SIZE];
        Arrays.fill(none, (byte) 0xFF);

        assertThat(Ed25519.verify(PublicKey.ofBytes(none), VALUE, new byte[Ed25519.SIGNATURE_SIZE]))
                .isFalse();
        assertThat(Ed25519.verify(PublicKey.ofBytes(new byte[PublicKey.SIZE]), VALUE, new byte[Ed25519.SIGNATURE_SIZE]))
                .isFalse();
    }
}
