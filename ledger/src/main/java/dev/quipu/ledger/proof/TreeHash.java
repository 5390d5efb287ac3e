package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The hashes of a Merkle tree (RFC 6962 §2.1): leaves and inner nodes begin with different bytes, so that neither can
 * be given out as the other. For one thread.
 */
public final class TreeHash {

    /** Bytes of a hash. */
    public static final int SIZE = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final Digest EMPTY = Digest.of(new byte[0]);

    private final MessageDigest digest = Digest.sha256();
    private final byte[] pair = new byte[1 + 2 * SIZE];

    /** Hashes for the thread that asks. */
    public TreeHash() {
        pair[0] = NODE;
    }

    /** The root of a tree without leaves. */
    public static Digest empty() {
        return EMPTY;
    }

    /** The hash of a leaf: 32 bytes. */
    public byte[] leaf(byte[] data) {
        digest.update(LEAF);
        return digest.digest(data);
    }

    /** The hash of a node above two others. */
    public Digest node(Digest left, Digest right) {
        byte[] out = new byte[SIZE];
        node(left.toBytes(), 0, right.toBytes(), 0, out, 0);
        return Digest.ofBytes(out);
    }

    /** The hash of a node above two others, each of which begins at a place of an array; {@code out} may be one. */
    void node(byte[] left, int leftPlace, byte[] right, int rightPlace, byte[] out, int place) {
        System.arraycopy(left, leftPlace, pair, 1, SIZE);
        System.arraycopy(right, rightPlace, pair, 1 + SIZE, SIZE);
        digest.update(pair);
        finish(digest, out, place);
    }

    /** @throws IllegalArgumentException if these are not whole hashes */
    static void checkWhole(byte[] hashes) {
        if (hashes.length % SIZE != 0) {
            throw new IllegalArgumentException("hashes have 32 bytes each, and these are " + hashes.length);
        }
    }

    /** Writes a digest's 32 bytes to a place of an array. */
    static void finish(MessageDigest digest, byte[] out, int place) {
        try {
            digest.digest(out, place, SIZE);
        } catch (DigestException e) {
            throw new IllegalStateException("no place for a SHA-256", e);
        }
    }
}
