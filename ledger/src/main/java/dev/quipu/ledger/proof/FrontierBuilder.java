package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A {@link Frontier} to which many leaves are appended. For one thread. */
public final class FrontierBuilder {

    private static final int LEVELS = Long.SIZE - 1;

    /** The most bytes that {@link #putCompleted} writes. */
    static final int MOST_COMPLETED = LEVELS * TreeHash.SIZE;

    private final TreeHash hash = new TreeHash();

    /** The complete subtree of 2ⁿ leaves at place n, valid if the size has this bit. */
    private final byte[] subtrees = new byte[LEVELS * TreeHash.SIZE];

    /** All complete subtrees that end with the newest leaf: that of 2ⁿ leaves at place n. */
    private final byte[] completed = new byte[LEVELS * TreeHash.SIZE];

    private long size;

    /** Begins with a tree without leaves. */
    public FrontierBuilder() {
        this(Frontier.empty());
    }

    /** Begins with a tree. */
    public FrontierBuilder(Frontier start) {
        this.size = start.size();
        int place = 0;
        for (int level = LEVELS - 1; level >= 0; level--) {
            if (has(level)) {
                byte[] subtree = start.subtrees().get(place++).toBytes();
                System.arraycopy(subtree, 0, subtrees, level * TreeHash.SIZE, TreeHash.SIZE);
            }
        }
    }

    private boolean has(int level) {
        return (size >> level & 1) == 1;
    }

    /** Leaves of the tree. */
    public long size() {
        return size;
    }

    /**
     * Appends a leaf, whose hash begins at a place of {@code hashes}.
     *
     * @throws IndexOutOfBoundsException if there are no 32 bytes
     */
    public void append(byte[] hashes, int place) {
        System.arraycopy(hashes, place, completed, 0, TreeHash.SIZE);
        int level = 0;
        for (; has(level); level++) {
            int left = level * TreeHash.SIZE;
            hash.node(subtrees, left, completed, left, completed, left + TreeHash.SIZE);
        }
        System.arraycopy(completed, level * TreeHash.SIZE, subtrees, level * TreeHash.SIZE, TreeHash.SIZE);
        size++;
    }

    /** Writes the hashes of all complete subtrees that end with the leaf just appended, itself first. */
    void putCompleted(ByteBuffer out) {
        out.put(completed, 0, (Long.numberOfTrailingZeros(size) + 1) * TreeHash.SIZE);
    }

    /** The hash of the whole tree. */
    public Digest root() {
        if (size == 0) {
            return TreeHash.empty();
        }
        int level = Long.numberOfTrailingZeros(size);
        byte[] root = subtree(level);
        for (level++; level < LEVELS; level++) {
            if (has(level)) {
                hash.node(subtrees, level * TreeHash.SIZE, root, 0, root, 0);
            }
        }
        return Digest.ofBytes(root);
    }

    /** The tree as it is now. */
    public Frontier frontier() {
        return new Frontier(
                size,
                IntStream.iterate(LEVELS - 1, level -> level >= 0, level -> level - 1)
                        .filter(this::has)
                        .mapToObj(level -> Digest.ofBytes(subtree(level)))
                        .toList());
    }

    private byte[] subtree(int level) {
        return Arrays.copyOfRange(subtrees, level * TreeHash.SIZE, (level + 1) * TreeHash.SIZE);
    }
}
