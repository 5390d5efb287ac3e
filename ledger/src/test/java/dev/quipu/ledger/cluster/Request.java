package dev.quipu.ledger.cluster;

import dev.quipu.ledger.event.ChangeId;

/**
 * What a client asks the ledger for.
 *
 * @param content of a proposal; without meaning for the others
 */
record Request(Kind kind, ChangeId change, String content) {

    enum Kind {
        PROPOSE,
        APPROVE,
        REJECT,
        WITHDRAW
    }

    /** The request of a line that {@link #toString} wrote. */
    static Request parse(String line) {
        String[] words = line.split(" ", -1);
        return new Request(Kind.valueOf(words[0]), ChangeId.parse(words[1]), words[2]);
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(kind, change, content);
    }
}
