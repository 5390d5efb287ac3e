package dev.quipu.consumers.agent;

import java.time.Duration;

/** What came of one batch of a backfill. */
sealed interface BatchOutcome {

    /** It is committed, with its checkpoint. */
    record Committed(long changed, Duration took) implements BatchOutcome {}

    /** One of its rows, or more, can't be changed; nothing of it is in effect. */
    record RowsRefused(Failure failure) implements BatchOutcome {}

    /** Others stood in the way or time was over; nothing of it is in effect, and fewer rows may work. */
    record Blocked(Failure failure) implements BatchOutcome {}

    /** The statement can't work; nothing of it is in effect. */
    record Impossible(Failure failure) implements BatchOutcome {}
}
