package dev.quipu.shell.limit;

import dev.quipu.ledger.change.Limits;

/** The name of a limit as it is typed. */
record LimitName(String text) {

    /** @throws IllegalArgumentException if there is no such limit */
    static LimitName parse(String text) {
        if (!Limits.names().contains(text)) {
            throw new IllegalArgumentException("the limits are " + String.join(", ", Limits.names()));
        }
        return new LimitName(text);
    }
}
