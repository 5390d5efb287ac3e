package dev.quipu.ledger.event;

import java.util.Map;

/** Events by which operators manage targets. */
public sealed interface TargetEvent extends LedgerEvent {

    /** The target. */
    TargetId target();

    @Override
    default StreamId stream() {
        return StreamId.of(target());
    }

    /** A database of a service is known from now on. */
    record TargetRegistered(TargetId target, Map<String, String> labels) implements TargetEvent {}

    /** These are the labels from now on, all of them. */
    record TargetRelabelled(TargetId target, Map<String, String> labels) implements TargetEvent {}

    /** The target gets no more changes. */
    record TargetRetired(TargetId target, String reason) implements TargetEvent {}

    /** The latest change is to be undone on this target. */
    record RollbackStarted(TargetId target, ChangeId change, String reason) implements TargetEvent {}

    /** The running backfill is to stop at its next batch, until it is resumed. */
    record WorkPaused(TargetId target, ChangeId change, String reason) implements TargetEvent {}

    /** The paused backfill is to go on. */
    record WorkResumed(TargetId target, ChangeId change, String comment) implements TargetEvent {}

    /** The running or paused backfill is to end as failed; what it has done stays. */
    record WorkAborted(TargetId target, ChangeId change, String reason) implements TargetEvent {}

    /**
     * These are the limits for work on the target from now on, all of them. They override those of changes.
     *
     * @param limits by name, as in change files
     */
    record LimitsSet(TargetId target, Map<String, String> limits, String reason) implements TargetEvent {}

    /**
     * An operator sets a toggle, whatever changes have set.
     *
     * @param percentage of the subjects for which it is on, 0 to 100
     */
    record ToggleSet(TargetId target, String name, int percentage, String reason) implements TargetEvent {
        /** @throws IllegalArgumentException if the name or the percentage is none */
        public ToggleSet {
            Names.require("toggle", name);
            ToggleSetting.requirePercentage(percentage);
        }
    }
}
