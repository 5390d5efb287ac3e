package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.RolloutEvent;
import dev.quipu.ledger.event.RolloutEvent.RolloutCompleted;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.event.Wave;
import java.util.Locale;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentSet;

/** Rules of rollouts. */
final class RolloutRules {

    private RolloutRules() {}

    static Ruling apply(LedgerState state, Stamp stamp, RolloutEvent event) {
        return switch (event) {
            case RolloutStarted started -> start(state, stamp, started);
            case RolloutCompleted completed -> complete(state, stamp, completed);
        };
    }

    static Ruling unknown(RolloutId rollout) {
        return Ruling.unknown("there is no rollout %s".formatted(rollout), "See which there are: quipu rollout list");
    }

    private static Ruling start(LedgerState state, Stamp stamp, RolloutStarted event) {
        ServiceState service = state.service(event.rollout().service());
        if (service == null) {
            return ServiceRules.unknown(event.rollout().service());
        }
        RolloutState running = state.running(service.name());
        if (running != null) {
            return Ruling.conflict(
                    "rollout %s of %s is still running, started by %s"
                            .formatted(
                                    running.id(),
                                    service.name(),
                                    running.started().actor()),
                    "Wait until it is completed: quipu rollout show " + running.id(),
                    running.started().id());
        }
        if (event.rollout().number() != service.rollouts() + 1
                || event.changes().isEmpty()) {
            return Ruling.invalid(
                    "%s is not the next rollout of %s, or is empty".formatted(event.rollout(), service.name()),
                    "Start it again: quipu rollout start");
        }
        Ruling refused = ReleaseRules.refusal(state, service, event);
        return refused != null ? refused : new Ruling.Legal(release(state, stamp, service, event));
    }

    private static LedgerState release(LedgerState state, Stamp stamp, ServiceState service, RolloutStarted event) {
        int last = event.changes().getLast().number();
        LedgerState next = state;
        for (ChangeId id : event.changes()) {
            if (state.change(id) instanceof ChangeState.Approved approved) {
                next = next.with(approved.release());
            }
        }
        PersistentSet<TargetId> done = ExtensionsKt.persistentHashSetOf();
        for (Wave wave : event.waves()) {
            for (TargetId id : wave.targets()) {
                TargetState target = state.target(id);
                done = target != null && target.has(last) ? done.add(id) : done;
            }
        }
        return next.with(RolloutState.started(event, stamp, done)).with(service.withRollout(event.rollout(), last));
    }

    private static Ruling complete(LedgerState state, Stamp stamp, RolloutCompleted event) {
        RolloutState rollout = state.rollout(event.rollout());
        ServiceState service = state.service(event.rollout().service());
        if (rollout == null || service == null) {
            return unknown(event.rollout());
        }
        RolloutOutcome due = Rollouts.due(state, rollout);
        if (due == null || due != event.outcome()) {
            return Ruling.notAllowed(
                    "rollout %s has not %s"
                            .formatted(rollout.id(), event.outcome().name().toLowerCase(Locale.ROOT)),
                    "See where it stands: quipu rollout show " + rollout.id());
        }
        return new Ruling.Legal(state.with(rollout.completed(due, stamp)).with(service.withoutRunning()));
    }
}
