package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.Verdict.Exceeded;

/** Why a backfill doesn't go on. */
sealed interface BackfillEnd {

    /** There are no more rows. */
    record Done() implements BackfillEnd {}

    /** Operators want it so. */
    record Stopped() implements BackfillEnd {}

    /** A limit was exceeded at which an operator has to decide. */
    record Paused(Exceeded exceeded) implements BackfillEnd {}

    /** It can't go on. */
    record Failed(Failure failure) implements BackfillEnd {}
}
