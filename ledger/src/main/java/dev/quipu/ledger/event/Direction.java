package dev.quipu.ledger.event;

/** Which way a step runs. */
public enum Direction {
    /** The change is applied. */
    FORWARD,
    /** The change is rolled back. */
    BACK
}
