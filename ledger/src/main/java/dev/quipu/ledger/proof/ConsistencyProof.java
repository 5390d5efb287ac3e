package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows that a tree begins with all leaves of an older one (RFC 6962 §2.1.2). There is none for the tree without
 * leaves, which every tree begins with.
 *
 * @param oldSize leaves of the older tree
 * @param newSize leaves of the newer tree
 * @param path hashes that both roots can be made of, from below
 */
public record ConsistencyProof(long oldSize, long newSize, List<Digest> path) {

    /** Anything: what it proves, {@link #verifies} tells. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Proves that a tree begins with all leaves that it had before.
     *
     * @param oldSize at least 1
     * @param newSize of the tree as it is, or was later
     * @throws IllegalArgumentException if the tree hasn't got so many leaves
     * @throws IOException if its hashes can't be read
     */
    public static ConsistencyProof of(HashReader reader, long oldSize, long newSize) throws IOException {
        if (oldSize < 1 || oldSize > newSize || newSize > reader.size()) {
            throw new IllegalArgumentException(
                    "a tree of %d leaves had not %d of them and then %d".formatted(reader.size(), oldSize, newSize));
        }
        SubtreeReader subtrees = new SubtreeReader(reader);
        List<Digest> path = new ArrayList<>();
        long start = 0;
        long end = newSize;
        while (oldSize != end) {
            long middle = start + SubtreeReader.split(end - start);
            if (oldSize <= middle) {
                path.add(subtrees.above(middle, end));
                end = middle;
            } else {
                path.add(subtrees.above(start, middle));
                start = middle;
            }
        }
        if (start > 0) {
            path.add(subtrees.above(start, end));
        }
        return new ConsistencyProof(oldSize, newSize, path.reversed());
    }

    /**
     * Whether this proves that the tree with the new root begins with the one with the old root; answers to anything.
     */
    public boolean verifies(Digest oldRoot, Digest newRoot) {
        return new Subtree(0, oldSize).isIn(newSize, path, oldRoot, newRoot);
    }
}
