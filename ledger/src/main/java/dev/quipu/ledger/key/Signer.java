package dev.quipu.ledger.key;

import dev.quipu.ledger.event.PublicKey;

/** Signs with an Ed25519 key, wherever that is. Thread-safe. */
public interface Signer {

    /** The key that verifies what this signs. */
    PublicKey publicKey();

    /**
     * The 64 bytes of a signature of {@code message} (RFC 8032, pure Ed25519).
     *
     * @throws SigningException if who holds the key doesn't sign
     */
    byte[] sign(byte[] message);
}
