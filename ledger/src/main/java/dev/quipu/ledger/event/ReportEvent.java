package dev.quipu.ledger.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agent reports of its work on a target. {@code order} is the id of the entry that asked for the work: a
 * {@code RolloutStarted} or a {@code RollbackStarted}.
 */
public sealed interface ReportEvent extends LedgerEvent {

    /** The target. */
    TargetId target();

    /** The change that is applied or rolled back. */
    ChangeId change();

    /** Id of the entry that asked for the work. */
    UUID order();

    @Override
    default StreamId stream() {
        return StreamId.of(target());
    }

    /**
     * The agent's claim; the step runs only after the ledger has accepted it.
     *
     * @param step 1-based, in the order of the file
     * @param attempt 1-based
     * @param agent version of the agent
     */
    record StepStarted(
            TargetId target,
            ChangeId change,
            UUID order,
            Digest digest,
            Direction direction,
            int step,
            int attempt,
            String agent)
            implements ReportEvent {}

    /**
     * The step's effect is committed.
     *
     * @param epoch the target's fencing epoch
     * @param totals what a backfill came to, or null for any other step
     */
    record StepCompleted(
            TargetId target,
            ChangeId change,
            UUID order,
            Direction direction,
            int step,
            int attempt,
            long epoch,
            long durationMicros,
            @Nullable StepTotals totals)
            implements ReportEvent {

        /** A step that is no backfill. */
        public StepCompleted(
                TargetId target,
                ChangeId change,
                UUID order,
                Direction direction,
                int step,
                int attempt,
                long epoch,
                long durationMicros) {
            this(target, change, order, direction, step, attempt, epoch, durationMicros, null);
        }
    }

    /**
     * A threshold was crossed: the step waits until an operator resumes or aborts it.
     *
     * @param code name of the threshold
     * @param message its value and its limit, without row data
     * @param totals so far
     */
    record StepPaused(
            TargetId target,
            ChangeId change,
            UUID order,
            Direction direction,
            int step,
            int attempt,
            String code,
            String message,
            StepTotals totals)
            implements ReportEvent {}

    /**
     * The step has no effect; but what a backfill has committed stays, and its next attempt goes on from there.
     *
     * @param code SQLSTATE or a word of Quipu's
     * @param message without row data
     */
    record StepFailed(
            TargetId target,
            ChangeId change,
            UUID order,
            Direction direction,
            int step,
            int attempt,
            String code,
            String message)
            implements ReportEvent {}

    /** All steps are done and the database's history says so. */
    record ChangeApplied(TargetId target, ChangeId change, UUID order, Digest digest, long epoch, long durationMicros)
            implements ReportEvent {}

    /**
     * The work stops here until an operator asks again.
     *
     * @param step 0 if no step had started
     */
    record ChangeFailed(
            TargetId target, ChangeId change, UUID order, Direction direction, int step, String code, String message)
            implements ReportEvent {}

    /** The change is undone and the database's history says so. */
    record ChangeRolledBack(TargetId target, ChangeId change, UUID order, long epoch, long durationMicros)
            implements ReportEvent {}
}
