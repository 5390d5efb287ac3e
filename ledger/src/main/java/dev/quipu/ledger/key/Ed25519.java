package dev.quipu.ledger.key;

import dev.quipu.ledger.event.PublicKey;

/**
 * Verification of Ed25519 signatures (RFC 8032). BouncyCastle's takes a seventh of the time of the platform's, and an
 * opened ledger verifies every entry it has. Thread-safe.
 */
public final class Ed25519 {

    /** Bytes of a signature. */
    public static final int SIGNATURE_SIZE = org.bouncycastle.math.ec.rfc8032.Ed25519.SIGNATURE_SIZE;

    private Ed25519() {}

    /**
     * Whether {@code signature} is one of {@code message} by the holder of {@code key}; never throws on their account.
     */
    public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_SIZE
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                        signature, 0, key.toBytes(), 0, message, 0, message.length);
    }
}
