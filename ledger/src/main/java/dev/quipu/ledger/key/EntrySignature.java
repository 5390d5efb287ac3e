package dev.quipu.ledger.key;

import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.state.Signature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The signature of an entry, which travels in its record's header {@value #HEADER}: one byte 1 for this format, the 32
 * bytes of the public key, and the 64 bytes of an Ed25519 signature. What is signed is {@code quipu entry 1}, a line
 * feed, the 16 bytes of the ledger's id, and the record's value exactly as it is. The ledger's id is that of its first
 * entry, so an entry counts in no other ledger; for the first entry itself it is all zeros.
 */
public final class EntrySignature {

    /** Name of the header. */
    public static final String HEADER = "quipu-signature";

    private static final byte FORMAT = 1;
    private static final int SIZE = 1 + PublicKey.SIZE + Ed25519.SIGNATURE_SIZE;
    private static final byte[] CONTEXT = "quipu entry 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final UUID NO_LEDGER = new UUID(0, 0);

    private EntrySignature() {}

    /**
     * The header's value for a record with this value.
     *
     * @param ledger its id, or null before its first entry
     * @throws SigningException if the signer doesn't sign
     */
    public static byte[] sign(Signer signer, @Nullable UUID ledger, byte[] value) {
        return ByteBuffer.allocate(SIZE)
                .put(FORMAT)
                .put(signer.publicKey().toBytes())
                .put(signer.sign(message(ledger, value)))
                .array();
    }

    /**
     * What the header of a record says.
     *
     * @param header its value, or null if the record has none
     * @param ledger its id, or null before its first entry
     */
    public static Signature verify(byte @Nullable [] header, @Nullable UUID ledger, byte @Nullable [] value) {
        if (header == null || value == null) {
            return Signature.MISSING;
        }
        if (header.length != SIZE || header[0] != FORMAT) {
            return new Signature.Wrong("it has a form that nobody knows");
        }
        PublicKey key = PublicKey.ofBytes(Arrays.copyOfRange(header, 1, 1 + PublicKey.SIZE));
        byte[] signature = Arrays.copyOfRange(header, 1 + PublicKey.SIZE, SIZE);
        return Ed25519.verify(key, message(ledger, value), signature)
                ? new Signature.By(key)
                : new Signature.Wrong("it is not of these bytes in this ledger by " + key);
    }

    private static byte[] message(@Nullable UUID ledger, byte[] value) {
        UUID id = ledger == null ? NO_LEDGER : ledger;
        return ByteBuffer.allocate(CONTEXT.length + 2 * Long.BYTES + value.length)
                .put(CONTEXT)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(value)
                .array();
    }
}
