package dev.quipu.ledger.cluster;

import java.util.UUID;

/**
 * What a client was told.
 *
 * @param detail of {@link Kind#DONE} the entry's id and number, of {@link Kind#CONFLICT} the winner's id, of
 *     {@link Kind#SETTLED} how the change is settled, of {@link Kind#UNKNOWN} why
 */
record Answer(Kind kind, String detail) {

    enum Kind {
        /** An entry was accepted for it. */
        DONE,
        /** The same was there before. */
        UNCHANGED,
        /** Somebody else's proposal stands. */
        CONFLICT,
        /** There is no such change. */
        ABSENT,
        /** The change is not open for it any more. */
        SETTLED,
        /** It lost too many races, and nothing happened. */
        GAVE_UP,
        /** It may have happened, or may happen yet. */
        UNKNOWN
    }

    static Answer of(Kind kind) {
        return new Answer(kind, "-");
    }

    /** The answer of a line that {@link #toString} wrote. */
    static Answer parse(String line) {
        String[] words = line.split(" ", 2);
        return new Answer(Kind.valueOf(words[0]), words[1]);
    }

    /** The id in it: of one's own entry, or of the winner's. */
    UUID id() {
        return UUID.fromString(detail.split(" ", -1)[0]);
    }

    /** The number in the log that one's own entry was said to have. */
    long number() {
        return Long.parseLong(detail.split(" ", -1)[1]);
    }

    @Override
    public String toString() {
        return kind + " " + detail;
    }
}
