package dev.quipu.consumers.lock;

import dev.quipu.consumers.dialect.TimeLimits;
import dev.quipu.ledger.change.Timeouts;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of a step: what its author says, and defaults for the rest.
 *
 * @param lockWait the longest that a statement stays in a lock's queue
 * @param statement the longest that a statement runs
 * @param retryFor how long to go on trying while a lock stands in the way
 * @param patient for statements that nobody queues behind
 */
record StepLimits(Duration lockWait, Duration statement, Duration retryFor, TimeLimits patient) {

    /** Whoever comes after us in the queue waits as long as we do. */
    static final Duration LOCK_WAIT = Duration.ofSeconds(3);

    /** Long enough to validate or rewrite a large table, and not forever. */
    static final Duration STATEMENT = Duration.ofHours(1);

    /** Long enough for a report or a dump to end. */
    static final Duration RETRY_FOR = Duration.ofMinutes(40);

    /** An agent that is stopped amid a transaction keeps its locks no longer. */
    static final Duration IDLE_IN_TRANSACTION = Duration.ofMinutes(1);

    static StepLimits of(Timeouts timeouts) {
        return new StepLimits(
                or(timeouts.lock(), LOCK_WAIT),
                or(timeouts.statement(), STATEMENT),
                or(timeouts.retryFor(), RETRY_FOR),
                new TimeLimits(
                        or(timeouts.lock(), Duration.ZERO),
                        or(timeouts.statement(), Duration.ZERO),
                        IDLE_IN_TRANSACTION));
    }

    private static Duration or(@Nullable Duration asked, Duration otherwise) {
        return Objects.requireNonNullElse(asked, otherwise);
    }

    /** The limits of a try. */
    TimeLimits in(LockLadder.Rung rung) {
        return new TimeLimits(rung.lockWait(), statement, IDLE_IN_TRANSACTION);
    }
}
