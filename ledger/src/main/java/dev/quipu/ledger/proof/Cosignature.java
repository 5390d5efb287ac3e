package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.key.Ed25519;
import dev.quipu.ledger.key.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a witness puts under a checkpoint: at this time it was the largest consistent one that it had seen of the log
 * (C2SP tlog-cosignature v1, Ed25519). The signature doesn't contain the name, so that a key must have one only.
 */
public final class Cosignature {

    private static final int SIZE = Long.BYTES + Ed25519.SIGNATURE_SIZE;

    private Cosignature() {}

    /** The key to verify with what {@link #sign} makes. */
    public static NoteVerifierKey key(String name, PublicKey key) {
        return new NoteVerifierKey(name, SignatureType.COSIGNATURE, key);
    }

    /**
     * Signs a checkpoint.
     *
     * @param time of which whole seconds are taken
     * @return its note with the signature
     * @throws IllegalArgumentException if the time is before 1970
     */
    public static SignedNote sign(SignedNote checkpoint, String name, Signer signer, Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < 0) {
            throw new IllegalArgumentException("no time of a signature: " + time);
        }
        byte[] signature = ByteBuffer.allocate(SIZE)
                .putLong(seconds)
                .put(signer.sign(message(seconds, checkpoint.text())))
                .array();
        return checkpoint.with(NoteSignature.of(key(name, signer.publicKey()), signature));
    }

    /**
     * When a signature was made that a key of type {@link SignatureType#COSIGNATURE} verifies.
     *
     * @throws NoteException if it is none of that type
     */
    public static Instant time(NoteSignature cosignature) throws NoteException {
        byte[] bytes = cosignature.signature();
        long seconds = bytes.length == SIZE ? seconds(bytes) : -1;
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            throw NoteException.unreadable("the signature of %s has no time".formatted(cosignature.name()));
        }
        return Instant.ofEpochSecond(seconds);
    }

    static boolean verify(PublicKey key, String text, NoteSignature cosignature) {
        byte[] bytes = cosignature.signature();
        if (bytes.length != SIZE || seconds(bytes) < 0) {
            return false;
        }
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        ByteBuffer.wrap(bytes).position(Long.BYTES).get(signature);
        return Ed25519.verify(key, message(seconds(bytes), text), signature);
    }

    private static long seconds(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    private static byte[] message(long seconds, String text) {
        return "cosignature/v1\ntime %d\n%s".formatted(seconds, text).getBytes(StandardCharsets.UTF_8);
    }
}
