package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.util.List;

/**
 * Verifies proofs about the leaves from {@code start} to before {@code end}; a whole tree starts at 0. The algorithms
 * are those of RFC 9162 §2.1.3.2 and §2.1.4.2, which draft-ietf-plants-merkle-tree-certs extends to subtrees. All
 * methods answer to any input, and take no proof that has more or less than it needs.
 */
record Subtree(long start, long end) {

    /** Whether a tree can have such a subtree: its start has more trailing zeros than its size needs bits. */
    private boolean exists() {
        if (start < 0 || end <= start) {
            return false;
        }
        long last = end - start - 1;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(last);
        return Long.numberOfTrailingZeros(start) >= bits;
    }

    /** Whether {@code path} proves that the subtree with this root has this leaf. */
    boolean includes(long index, List<Digest> path, Digest leafHash, Digest root) {
        if (!exists() || index < start || index >= end) {
            return false;
        }
        TreeHash hash = new TreeHash();
        long node = index - start;
        long last = end - start - 1;
        Digest above = leafHash;
        for (Digest sibling : path) {
            if (last == 0) {
                return false;
            }
            if (isOdd(node) || node == last) {
                above = hash.node(sibling, above);
                int skipped = isOdd(node) ? 0 : Long.numberOfTrailingZeros(node);
                node >>= skipped;
                last >>= skipped;
            } else {
                above = hash.node(above, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && above.equals(root);
    }

    /** Whether {@code path} proves that a tree of {@code size} leaves with this root has the subtree with this hash. */
    boolean isIn(long size, List<Digest> path, Digest subtreeHash, Digest root) {
        if (!exists() || end > size) {
            return false;
        }
        TreeHash hash = new TreeHash();
        long first = start;
        long node = end - 1;
        long last = size - 1;
        while (first != node && (isOdd(node) || node == last)) {
            first >>= 1;
            node >>= 1;
            last >>= 1;
        }
        boolean whole = first == node;
        if (!whole && path.isEmpty()) {
            return false;
        }
        Digest below = whole ? subtreeHash : path.getFirst();
        Digest above = below;
        for (Digest sibling : whole ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if (isOdd(node) || node == last) {
                if (first < node) {
                    below = hash.node(sibling, below);
                }
                above = hash.node(sibling, above);
                while (!isOdd(node) && node != 0) {
                    first >>= 1;
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                above = hash.node(above, sibling);
            }
            first >>= 1;
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && below.equals(subtreeHash) && above.equals(root);
    }

    private static boolean isOdd(long number) {
        return (number & 1) == 1;
    }
}
