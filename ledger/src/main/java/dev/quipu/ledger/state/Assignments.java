package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.TargetId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out what is next on a target. Both the agents and the rules go by it. */
public final class Assignments {

    private static final Assignment IDLE = new Assignment.Idle();

    private Assignments() {}

    /** What is next on {@code target}. */
    public static Assignment next(LedgerState state, TargetState target) {
        return switch (target.work()) {
            case Work.Due due -> new Assignment.Begin(due.task(), due.step(), due.attempt() + 1);
            case Work.Running running -> new Assignment.Resume(running.task(), running.step(), running.attempt());
            case Work.Paused paused -> new Assignment.Paused(paused.task(), paused.step());
            case Work.Aborting aborting ->
                new Assignment.Abort(aborting.task(), aborting.step(), aborting.attempt(), aborting.reason());
            case Work.Between between -> following(state, between);
            case Work.Stopped stopped ->
                new Assignment.GiveUp(stopped.task(), stopped.step(), stopped.code(), stopped.message());
            case null -> begin(state, target);
        };
    }

    private static Assignment following(LedgerState state, Work.Between between) {
        return isConcluded(state, between)
                ? new Assignment.Conclude(between.task())
                : new Assignment.Begin(between.task(), between.next(), 1);
    }

    /** Whether no step is left. */
    static boolean isConcluded(LedgerState state, Work.Between between) {
        ChangeState change = state.change(between.task().change());
        int steps = change == null ? 0 : change.proposal().event().steps().size();
        return between.next() < 1 || between.next() > steps;
    }

    private static Assignment begin(LedgerState state, TargetState target) {
        RolloutState rollout = state.running(target.id().service());
        if (rollout == null || !mayBegin(rollout, target)) {
            return IDLE;
        }
        ChangeState due = state.liveAfter(target.id().service(), target.latest());
        if (due == null || !rollout.has(due.id())) {
            return IDLE;
        }
        ChangeId missing = missing(state, target, due);
        return missing != null
                ? new Assignment.Waiting(due.id(), missing)
                : begin(target, new Work.Task(rollout.started().id(), due.id(), Direction.FORWARD));
    }

    private static boolean mayBegin(RolloutState rollout, TargetState target) {
        return rollout.isOpen()
                && target.isActive()
                && rollout.includes(target.id())
                && !ReleaseRules.halfRolledBack(target);
    }

    private static Assignment begin(TargetState target, Work.Task task) {
        return switch (target.application(task.change().number())) {
            case Application.Failed failed
            when failed.direction() == Direction.FORWARD ->
                new Assignment.Begin(task, failed.step(), failed.attempt() + 1);
            case Application.Failed failed when failed.partial() -> IDLE;
            case Application.Failed failed -> new Assignment.Begin(task, failed.effective() + 1, 1);
            case Application.Applied applied -> new Assignment.Begin(task, 1, 1);
            case Application.RolledBack rolledBack -> new Assignment.Begin(task, 1, 1);
            case null -> new Assignment.Begin(task, 1, 1);
        };
    }

    private static @Nullable ChangeId missing(LedgerState state, TargetState target, ChangeState due) {
        return due.proposal().event().requires().stream()
                .filter(required -> !isMet(state, target, required))
                .findFirst()
                .orElse(null);
    }

    private static boolean isMet(LedgerState state, TargetState target, ChangeId required) {
        if (required.service().equals(target.id().service())) {
            return target.has(required.number());
        }
        ServiceState service = state.service(required.service());
        boolean any = false;
        for (TargetId id : service == null ? Set.<TargetId>of() : service.targets()) {
            TargetState other = state.target(id);
            if (other != null && other.isActive()) {
                any = true;
                if (!other.has(required.number())) {
                    return false;
                }
            }
        }
        return any;
    }
}
