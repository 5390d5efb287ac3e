package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.key.PrivateKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteVerifierKeyTest {

    private static final PublicKey KEY = PrivateKey.generate().publicKey();

    @Test
    void keysComeBackFromTheirText() throws NoteException {
        for (SignatureType type : SignatureType.values()) {
            NoteVerifierKey key = new NoteVerifierKey("example.com/é", type, KEY);

            assertThat(NoteVerifierKey.parse(key.toString())).isEqualTo(key);
        }
    }

    @Test
    void theSameKeyHasAnotherIdUnderAnotherNameAndForAnotherType() {
        NoteVerifierKey key = new NoteVerifierKey("a", SignatureType.ED25519, KEY);

        assertThat(key.id()).isNotEqualTo(new NoteVerifierKey("b", SignatureType.ED25519, KEY).id());
        assertThat(key.id()).isNotEqualTo(new NoteVerifierKey("a", SignatureType.COSIGNATURE, KEY).id());
    }

    @Test
    void textThatIsNoKeyIsRefused() {
        String key = new NoteVerifierKey("a", SignatureType.ED25519, KEY).toString();
        String base64 = key.substring(11);
        for (String text : List.of(
                "",
                "a",
                "a+b",
                "++",
                key.substring(1),
                "b" + key.substring(1),
                " " + key,
                key + " ",
                key + "\n",
                key.substring(0, key.length() - 4),
                "a+00000000+" + base64,
                "a++" + base64,
                "a+00000000+",
                "a+00000000+AA==",
                "a+00000000+Ag" + base64.substring(2))) {
            assertThatCode(() -> NoteVerifierKey.parse(text)).as("'%s'", text).isInstanceOf(NoteException.class);
        }
    }

    @Test
    void aKeyOfAnotherTypeOrLengthIsNamedAsSuch() {
        byte[] mlDsa = new byte[1313];
        mlDsa[0] = 6;
        byte[] longer = new byte[34];
        longer[0] = 1;

        assertThatThrownBy(() -> NoteVerifierKey.parse(
                        "a+00000000+" + Base64.getEncoder().encodeToString(mlDsa)))
                .hasMessageContaining("it is of a type that this program doesn't know");
        assertThatThrownBy(() -> NoteVerifierKey.parse(
                        "a+00000000+" + Base64.getEncoder().encodeToString(longer)))
                .hasMessageContaining("it has 34 bytes, not 33");
    }

    @Test
    void namesWithSpacesOrAPlusAreRefused() {
        for (String name : List.of("", "a b", "a+b", "a\u2009b", "a\u3000b", "a\u0085b", "a\nb", "a\0b", "\ud800")) {
            assertThatCode(() -> new NoteVerifierKey(name, SignatureType.ED25519, KEY))
                    .as("'%s'", name)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatCode(() -> new NoteSigner(name, PrivateKey.generate()))
                    .as("'%s'", name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
