package dev.quipu.ledger.event;

/** Where a change stands in an expand, migrate, contract sequence. */
public enum Phase {
    /** Adds what the new code needs; the old code goes on working. */
    EXPAND,
    /** Moves data. */
    MIGRATE,
    /** Removes what nobody uses any more. */
    CONTRACT
}
