package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the hashes that RFC 6962 §2.1 names from those of complete subtrees. For one thread. */
final class SubtreeReader {

    private final HashReader reader;
    private final TreeHash hash = new TreeHash();

    SubtreeReader(HashReader reader) {
        this.reader = reader;
    }

    /** The complete subtrees that the leaves from {@code start} to before {@code end} are made of, left to right. */
    List<Digest> complete(long start, long end) throws IOException {
        if (start < 0 || end > reader.size() || start > end) {
            throw new IllegalArgumentException(
                    "a tree of %d leaves has none from %d to %d".formatted(reader.size(), start, end));
        }
        List<Digest> subtrees = new ArrayList<>();
        long place = start;
        while (place < end) {
            int largest = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - place);
            int level = Math.min(largest, Long.numberOfTrailingZeros(place));
            subtrees.add(reader.hash(level, place >> level));
            place += 1L << level;
        }
        return subtrees;
    }

    /** The hash above these leaves, of which there is one at least. */
    Digest above(long start, long end) throws IOException {
        return complete(start, end).reversed().stream()
                .reduce((right, left) -> hash.node(left, right))
                .orElseThrow();
    }

    /** The largest power of two below {@code count}, which is at least 2. */
    static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
