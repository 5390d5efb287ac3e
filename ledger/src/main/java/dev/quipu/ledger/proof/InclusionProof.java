package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows that a tree has a leaf (RFC 6962 §2.1.1).
 *
 * @param index the leaf's place, counted from 0
 * @param size leaves of the tree
 * @param path hashes beside the way from the leaf to the root, in this order
 */
public record InclusionProof(long index, long size, List<Digest> path) {

    /** Anything: what it proves, {@link #verifies} tells. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Proves that a tree has a leaf.
     *
     * @param size of the tree as it is, or was
     * @throws IllegalArgumentException if the tree hasn't got so many leaves, or the leaf is none of these
     * @throws IOException if its hashes can't be read
     */
    public static InclusionProof of(HashReader reader, long index, long size) throws IOException {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of %d leaves has no leaf %d".formatted(size, index));
        }
        SubtreeReader subtrees = new SubtreeReader(reader);
        List<Digest> path = new ArrayList<>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + SubtreeReader.split(end - start);
            if (index < middle) {
                path.add(subtrees.above(middle, end));
                end = middle;
            } else {
                path.add(subtrees.above(start, middle));
                start = middle;
            }
        }
        return new InclusionProof(index, size, path.reversed());
    }

    /** Whether this proves that the tree with this root has this leaf; answers to anything. */
    public boolean verifies(Digest leafHash, Digest root) {
        return new Subtree(0, size).includes(index, path, leafHash, root);
    }
}
