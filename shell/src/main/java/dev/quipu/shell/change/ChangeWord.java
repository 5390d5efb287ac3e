package dev.quipu.shell.change;

import dev.quipu.ledger.state.ChangeState;
import dev.quipu.shell.cli.output.Tone;

/** The states of changes as people name them. */
enum ChangeWord {
    /** Waits for a decision. */
    PROPOSED,
    /** May be rolled out. */
    APPROVED,
    /** Is or was in a rollout. */
    RELEASED,
    /** Refused by a reviewer. */
    REJECTED,
    /** Taken back. */
    WITHDRAWN;

    static ChangeWord of(ChangeState change) {
        return switch (change) {
            case ChangeState.Proposed proposed -> PROPOSED;
            case ChangeState.Approved approved -> APPROVED;
            case ChangeState.Released released -> RELEASED;
            case ChangeState.Rejected rejected -> REJECTED;
            case ChangeState.Withdrawn withdrawn -> WITHDRAWN;
        };
    }

    Tone tone() {
        return switch (this) {
            case PROPOSED -> Tone.NOTICE;
            case APPROVED, RELEASED -> Tone.GOOD;
            case REJECTED, WITHDRAWN -> Tone.MUTED;
        };
    }
}
