package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree: all that is needed to know its root and to append to it.
 *
 * @param size leaves of the tree
 * @param subtrees roots of the complete subtrees it is made of, the largest first: one for each bit of its size
 */
public record Frontier(long size, List<Digest> subtrees) {

    private static final Frontier EMPTY = new Frontier(0, List.of());

    /** @throws IllegalArgumentException if size and subtrees don't fit together */
    public Frontier {
        subtrees = List.copyOf(subtrees);
        if (size < 0 || Long.bitCount(size) != subtrees.size()) {
            throw new IllegalArgumentException(
                    "a tree of %d leaves isn't made of %d complete ones".formatted(size, subtrees.size()));
        }
    }

    /** The tree without leaves. */
    public static Frontier empty() {
        return EMPTY;
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it can't be that
     */
    public static Frontier ofBytes(byte[] bytes) {
        if (bytes.length < Long.BYTES || (bytes.length - Long.BYTES) % TreeHash.SIZE != 0) {
            throw new IllegalArgumentException("a tree's right edge hasn't %d bytes".formatted(bytes.length));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long size = in.getLong();
        List<Digest> subtrees = new ArrayList<>();
        byte[] hash = new byte[TreeHash.SIZE];
        while (in.hasRemaining()) {
            in.get(hash);
            subtrees.add(Digest.ofBytes(hash));
        }
        return new Frontier(size, subtrees);
    }

    /** Size in eight bytes, the highest first, and the subtrees' hashes. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + subtrees.size() * TreeHash.SIZE);
        out.putLong(size);
        subtrees.forEach(subtree -> out.put(subtree.toBytes()));
        return out.array();
    }

    /** The tree with one leaf more. */
    public Frontier append(Digest leafHash) {
        FrontierBuilder builder = new FrontierBuilder(this);
        builder.append(leafHash.toBytes(), 0);
        return builder.frontier();
    }

    /** The hash of the whole tree. */
    public Digest root() {
        return new FrontierBuilder(this).root();
    }
}
