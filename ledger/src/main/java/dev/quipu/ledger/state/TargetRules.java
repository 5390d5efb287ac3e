package dev.quipu.ledger.state;

import dev.quipu.ledger.event.TargetEvent;
import dev.quipu.ledger.event.TargetEvent.LimitsSet;
import dev.quipu.ledger.event.TargetEvent.RollbackStarted;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetEvent.TargetRelabelled;
import dev.quipu.ledger.event.TargetEvent.TargetRetired;
import dev.quipu.ledger.event.TargetEvent.ToggleSet;
import dev.quipu.ledger.event.TargetEvent.WorkAborted;
import dev.quipu.ledger.event.TargetEvent.WorkPaused;
import dev.quipu.ledger.event.TargetEvent.WorkResumed;
import dev.quipu.ledger.event.TargetId;

/** Rules of targets. */
final class TargetRules {

    private TargetRules() {}

    static Ruling apply(LedgerState state, Stamp stamp, TargetEvent event) {
        return switch (event) {
            case TargetRegistered registered -> register(state, stamp, registered);
            case TargetRelabelled relabelled -> relabel(state, relabelled);
            case TargetRetired retired -> retire(state, stamp, retired);
            case RollbackStarted rollback -> RollbackRules.start(state, stamp, rollback);
            case WorkPaused paused -> WorkRules.pause(state, stamp, paused);
            case WorkResumed resumed -> WorkRules.resume(state, resumed);
            case WorkAborted aborted -> WorkRules.abort(state, stamp, aborted);
            case LimitsSet limits -> setLimits(state, limits);
            case ToggleSet toggle -> setToggle(state, stamp, toggle);
        };
    }

    static Ruling unknown(TargetId target) {
        return Ruling.unknown("there is no target %s".formatted(target), "See which there are: quipu target list");
    }

    private static Ruling register(LedgerState state, Stamp stamp, TargetRegistered event) {
        ServiceState service = state.service(event.target().service());
        if (service == null) {
            return ServiceRules.unknown(event.target().service());
        }
        TargetState known = state.target(event.target());
        if (known != null) {
            return Ruling.conflict(
                    "target %s exists already, registered by %s"
                            .formatted(event.target(), known.registered().actor()),
                    "Use it, or choose another name.",
                    known.registered().id());
        }
        return new Ruling.Legal(
                state.with(service.withTarget(event.target())).with(TargetState.registered(event, stamp)));
    }

    private static Ruling relabel(LedgerState state, TargetRelabelled event) {
        TargetState target = state.target(event.target());
        if (target == null) {
            return unknown(event.target());
        }
        return target.isActive() ? new Ruling.Legal(state.with(target.withLabels(event.labels()))) : isRetired(target);
    }

    private static Ruling setLimits(LedgerState state, LimitsSet event) {
        TargetState target = state.target(event.target());
        if (target == null) {
            return unknown(event.target());
        }
        return target.isActive() ? new Ruling.Legal(state.with(target.withLimits(event.limits()))) : isRetired(target);
    }

    private static Ruling setToggle(LedgerState state, Stamp stamp, ToggleSet event) {
        TargetState target = state.target(event.target());
        if (target == null) {
            return unknown(event.target());
        }
        return target.isActive()
                ? new Ruling.Legal(state.with(target.withToggle(event.name(), event.percentage(), stamp)))
                : isRetired(target);
    }

    private static Ruling retire(LedgerState state, Stamp stamp, TargetRetired event) {
        TargetState target = state.target(event.target());
        if (target == null) {
            return unknown(event.target());
        }
        if (!target.isActive()) {
            return isRetired(target);
        }
        if (target.work() != null) {
            return Ruling.notAllowed(
                    "an agent is working on %s: %s"
                            .formatted(event.target(), target.work().task().change()),
                    "Wait until it is done: quipu status");
        }
        return new Ruling.Legal(state.with(target.retire(stamp)));
    }

    static Ruling isRetired(TargetState target) {
        return Ruling.notAllowed("target %s is retired".formatted(target.id()), "Register a new target.");
    }
}
