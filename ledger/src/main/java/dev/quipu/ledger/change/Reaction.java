package dev.quipu.ledger.change;

/** What happens when a limit is exceeded. */
public enum Reaction {
    /** The backfill backs off, and continues by itself once the limit is kept again. */
    HOLD(""),
    /** It stops until an operator resumes it. */
    PAUSE("pause-at-"),
    /** It ends as failed. */
    ABORT("abort-at-");

    private final String prefix;

    Reaction(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }
}
