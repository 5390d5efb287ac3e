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
}
