package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.io.IOException;

/** The hashes of a tree's complete subtrees, of which every proof and every older root is made. */
public interface HashReader {

    /** Leaves of the tree. */
    long size();

    /**
     * The root of a complete subtree: that of the leaves {@code number} · 2<sup>level</sup> and following.
     *
     * @param level 0 for leaves
     * @param number counted from 0
     * @throws IllegalArgumentException if the tree has no such subtree
     * @throws IOException if it can't be read
     */
    Digest hash(int level, long number) throws IOException;

    /**
     * The root that the tree had with {@code size} leaves.
     *
     * @throws IllegalArgumentException if it hasn't got that many
     * @throws IOException if it can't be read
     */
    default Digest rootAt(long size) throws IOException {
        return frontierAt(size).root();
    }

    /**
     * The right edge that the tree had with {@code size} leaves.
     *
     * @throws IllegalArgumentException if it hasn't got that many
     * @throws IOException if it can't be read
     */
    default Frontier frontierAt(long size) throws IOException {
        return new Frontier(size, new SubtreeReader(this).complete(0, size));
    }
}
