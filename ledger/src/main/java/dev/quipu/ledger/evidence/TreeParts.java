package dev.quipu.ledger.evidence;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.proof.HashReader;
import dev.quipu.ledger.proof.TreeHash;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A tree put together of complete subtrees, from its first leaf on. What lies beside a period's leaves takes a few dozen
 * hashes, however long the log is. For one thread.
 */
final class TreeParts {

    /**
     * The root of a complete subtree.
     *
     * @param level 0 for a leaf
     */
    record Part(int level, Digest hash) {

        @Override
        public String toString() {
            return level + " " + hash;
        }

        /** @throws IllegalArgumentException if {@code line} is not what {@link #toString} gives */
        static Part parse(String line) {
            int blank = line.indexOf(' ');
            int level = Integer.parseInt(line.substring(0, Math.max(0, blank)));
            if (level < 0 || level >= Long.SIZE - 1) {
                throw new IllegalArgumentException("no level: " + level);
            }
            return new Part(level, Digest.parse(line.substring(blank + 1)));
        }
    }

    private final TreeHash hash = new TreeHash();
    private final Deque<Part> edge = new ArrayDeque<>();
    private long size;

    /** The largest complete subtrees between two places, in order. */
    static List<Part> between(HashReader tree, long begin, long end) throws IOException {
        List<Part> parts = new ArrayList<>();
        long place = begin;
        while (place < end) {
            int level = place == 0 ? Long.SIZE - 2 : Long.numberOfTrailingZeros(place);
            while (1L << level > end - place) {
                level--;
            }
            parts.add(new Part(level, tree.hash(level, place >> level)));
            place += 1L << level;
        }
        return parts;
    }

    /** @throws IllegalArgumentException if no tree has such a part here */
    void add(Part part) {
        if (size % (1L << part.level()) != 0) {
            throw new IllegalArgumentException("a part of level %d after %d leaves".formatted(part.level(), size));
        }
        Part whole = part;
        while (!edge.isEmpty() && edge.peek().level() == whole.level()) {
            whole = new Part(whole.level() + 1, hash.node(edge.pop().hash(), whole.hash()));
        }
        edge.push(whole);
        size += 1L << part.level();
    }

    long size() {
        return size;
    }

    Digest root() {
        Digest root = null;
        for (Part part : edge) {
            root = root == null ? part.hash() : hash.node(part.hash(), root);
        }
        return root == null ? TreeHash.empty() : root;
    }
}
