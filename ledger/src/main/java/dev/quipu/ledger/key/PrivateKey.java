package dev.quipu.ledger.key;

import dev.quipu.ledger.event.PublicKey;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 private key in this process's memory. Immutable; prints as its public key. */
public final class PrivateKey implements Signer {

    /** Bytes of a seed. */
    public static final int SIZE = Ed25519.SECRET_KEY_SIZE;

    private final byte[] seed;
    private final byte[] point;
    private final PublicKey publicKey;

    private PrivateKey(byte[] seed) {
        this.seed = seed;
        this.point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, point, 0);
        this.publicKey = PublicKey.ofBytes(point);
    }

    /** A new key. */
    public static PrivateKey generate() {
        byte[] seed = new byte[SIZE];
        new SecureRandom().nextBytes(seed);
        return new PrivateKey(seed);
    }

    /**
     * The key of a seed, which RFC 8032 calls the private key.
     *
     * @throws IllegalArgumentException if there are not 32 bytes
     */
    public static PrivateKey ofSeed(byte[] seed) {
        if (seed.length != SIZE) {
            throw new IllegalArgumentException("an Ed25519 private key has 32 bytes, not " + seed.length);
        }
        return new PrivateKey(seed.clone());
    }

    /** A copy of the 32 bytes that must stay secret. */
    public byte[] seed() {
        return seed.clone();
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, point, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public String toString() {
        return "private key of " + publicKey;
    }
}
