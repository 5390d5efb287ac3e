package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.TargetEvent.RollbackStarted;
import org.jspecify.annotations.Nullable;

/** Rules of asking for a rollback. */
final class RollbackRules {

    private RollbackRules() {}

    static Ruling start(LedgerState state, Stamp stamp, RollbackStarted event) {
        TargetState target = state.target(event.target());
        ChangeState change = state.change(event.change());
        if (target == null) {
            return TargetRules.unknown(event.target());
        }
        if (change == null) {
            return ChangeRules.unknown(event.change());
        }
        if (!event.change().service().equals(event.target().service())) {
            return notApplied(target, change);
        }
        if (!target.isActive()) {
            return TargetRules.isRetired(target);
        }
        Ruling busy = refuseWhileBusy(state, target);
        if (busy != null) {
            return busy;
        }
        return startIdle(state, stamp, target, change);
    }

    private static @Nullable Ruling refuseWhileBusy(LedgerState state, TargetState target) {
        Work work = target.work();
        if (work != null) {
            return Ruling.notAllowed(
                    "an agent is working on %s: %s"
                            .formatted(target.id(), work.task().change()),
                    "Wait until it is done: quipu status");
        }
        RolloutState running = state.running(target.id().service());
        if (running != null && running.includes(target.id())) {
            return Ruling.notAllowed(
                    "rollout %s is still running on %s".formatted(running.id(), target.id()),
                    "Wait until it is completed: quipu rollout show " + running.id());
        }
        return null;
    }

    private static Ruling startIdle(LedgerState state, Stamp stamp, TargetState target, ChangeState change) {
        Application application = target.application(change.id().number());
        Work.Task task = new Work.Task(stamp.id(), change.id(), Direction.BACK);
        Ruling refused = refuseUnlessPossible(state, target, change);
        if (refused != null) {
            return refused;
        }
        return switch (application) {
            case Application.Applied applied
            when target.latest() == change.id().number() ->
                legal(
                        state,
                        target,
                        new Work.Due(task, change.proposal().event().steps().size(), 0));
            case Application.Failed failed
            when failed.effective() > 0 ->
                legal(
                        state,
                        target,
                        new Work.Due(
                                task, failed.effective(), failed.direction() == Direction.BACK ? failed.attempt() : 0));
            case Application.Failed failed ->
                Ruling.notAllowed(
                        "no step of %s is in effect on %s".formatted(change.id(), target.id()),
                        "Nothing is left to roll back: propose a corrected change, or start the rollout again.");
            case Application.Applied applied ->
                Ruling.notAllowed(
                        "%s is not the latest change on %s".formatted(change.id(), target.id()),
                        "Roll back %s/%d first.".formatted(target.id().service(), target.latest()));
            case Application.RolledBack rolledBack -> notApplied(target, change);
            case null -> notApplied(target, change);
        };
    }

    private static Ruling legal(LedgerState state, TargetState target, Work.Due due) {
        return new Ruling.Legal(state.with(target.withWork(due)));
    }

    private static @Nullable Ruling refuseUnlessPossible(LedgerState state, TargetState target, ChangeState change) {
        String irreversible = change.proposal().event().irreversible();
        if (irreversible != null) {
            return Ruling.notAllowed(
                    "%s is irreversible: %s".formatted(change.id(), irreversible),
                    "Roll forward: propose a change that corrects it.");
        }
        return state.changes().values().stream()
                .filter(other -> other.proposal().event().requires().contains(change.id()))
                .map(ChangeState::id)
                .filter(other -> inEffect(state, other, target))
                .min(ChangeId::compareTo)
                .map(other -> Ruling.notAllowed(
                        "%s requires %s and is applied".formatted(other, change.id()),
                        "Roll back %s first.".formatted(other)))
                .orElse(null);
    }

    private static boolean inEffect(LedgerState state, ChangeId dependant, TargetState target) {
        return dependant.service().equals(target.id().service())
                ? target.isTouchedBy(dependant)
                : state.activeTargets(dependant.service()).stream().anyMatch(other -> other.isTouchedBy(dependant));
    }

    private static Ruling notApplied(TargetState target, ChangeState change) {
        return Ruling.notAllowed(
                "%s is not applied on %s".formatted(change.id(), target.id()),
                "See what is: quipu target list --service " + target.id().service());
    }
}
