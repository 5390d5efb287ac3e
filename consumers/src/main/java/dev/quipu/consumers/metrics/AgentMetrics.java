package dev.quipu.consumers.metrics;

import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import java.time.Duration;

/** Takes what an agent counts and measures. Implementations are thread-safe, never block and never throw. */
public interface AgentMetrics {

    /** Takes it and forgets it. */
    AgentMetrics NONE = new NoMetrics();

    /** How a step came to its end. */
    enum StepOutcome {
        /** It is in effect. */
        COMPLETED,
        /** It had no effect, and its change has failed. */
        FAILED,
        /** It stopped where it can go on later: paused, or the session was lost. */
        INTERRUPTED
    }

    /** How a change came to its end on a target. */
    enum ChangeOutcome {
        APPLIED,
        ROLLED_BACK,
        FAILED
    }

    /**
     * A run of a step came to its end.
     *
     * @param kind as in change files: {@code sql}, {@code backfill}, {@code verify}, …
     * @param duration from its begin, waits for locks and throttles included
     */
    void stepEnded(String kind, StepOutcome outcome, Duration duration);

    /** A change came to its end on a target of {@code service}. */
    void changeEnded(ServiceName service, ChangeOutcome outcome);

    /** A batch is committed. */
    void rowsBackfilled(TargetId target, long rows);

    /**
     * A backfill was held back.
     *
     * @param signal the limit's name, in kebab-case
     */
    void held(String signal, Duration duration);

    /** A step waited for a lock, or for its turn to ask for one, whether it got it or not. */
    void lockWait(Duration duration);

    /** Begins to read {@code readings} whenever somebody looks at the metrics. */
    void watch(AgentReadings readings);
}
