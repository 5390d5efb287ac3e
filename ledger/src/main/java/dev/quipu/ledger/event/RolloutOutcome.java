package dev.quipu.ledger.event;

/** How a rollout ended. */
public enum RolloutOutcome {
    /** Every target has every change. */
    SUCCEEDED,
    /** At least one target has not. */
    FAILED
}
