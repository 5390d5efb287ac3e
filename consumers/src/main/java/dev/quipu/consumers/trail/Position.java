package dev.quipu.consumers.trail;

import dev.quipu.ledger.event.Digest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a trail is.
 *
 * @param ledger id of the ledger, or null if none is known
 * @param number of the last confirmed record, or -1 for none
 * @param leaf that record's hash in the log's Merkle tree, or null for none
 */
public record Position(
        @Nullable String ledger, long number, @Nullable Digest leaf) {

    /** Before the first record. */
    static final Position START = new Position(null, -1, null);

    private static final String NONE = "-";

    static Position of(TrailEntry entry) {
        return new Position(entry.ledger(), entry.number(), entry.logged().leaf());
    }

    /** Whether it is before the first record. */
    boolean isStart() {
        return number < 0;
    }

    /** @throws TrailException if this is not the record that was confirmed */
    void requireSame(TrailEntry entry) {
        boolean sameLedger = ledger == null || ledger.equals(entry.ledger());
        if (!sameLedger || !entry.logged().leaf().equals(leaf)) {
            throw new TrailException(
                    sameLedger
                            ? "topic %s was rewritten: its record %d is not the one that was delivered"
                                    .formatted(entry.topic(), number)
                            : "topic %s has another ledger than the one that was delivered".formatted(entry.topic()),
                    "Find out who changed the topic: quipu ledger check. For another ledger on purpose, begin another"
                            + " trail with a position file of its own.");
        }
    }

    /** Four lines. */
    String text() {
        return "quipu trail 1%nledger %s%nnumber %d%nleaf %s%n"
                .formatted(Objects.requireNonNullElse(ledger, NONE), number, leaf == null ? NONE : leaf.toString());
    }

    /** @throws IllegalArgumentException if it is not what {@link #text} writes */
    static Position parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 4 || !lines.getFirst().equals("quipu trail 1")) {
            throw new IllegalArgumentException("it is no position of a trail");
        }
        String ledger = value(lines.get(1), "ledger ");
        String leaf = value(lines.get(3), "leaf ");
        return new Position(
                ledger.equals(NONE) ? null : ledger,
                Long.parseLong(value(lines.get(2), "number ")),
                leaf.equals(NONE) ? null : Digest.parse(leaf));
    }

    private static String value(String line, String name) {
        if (!line.startsWith(name)) {
            throw new IllegalArgumentException("it has no %sline".formatted(name));
        }
        return line.substring(name.length());
    }
}
