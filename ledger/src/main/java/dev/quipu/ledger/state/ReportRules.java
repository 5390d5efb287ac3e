package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.ReportEvent.ChangeFailed;
import dev.quipu.ledger.event.ReportEvent.ChangeRolledBack;
import dev.quipu.ledger.event.ReportEvent.StepCompleted;
import dev.quipu.ledger.event.ReportEvent.StepFailed;
import dev.quipu.ledger.event.ReportEvent.StepPaused;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.event.ToggleSetting;
import org.jspecify.annotations.Nullable;

/** Rules of what agents report. */
final class ReportRules {

    private ReportRules() {}

    static Ruling apply(LedgerState state, Stamp stamp, ReportEvent event) {
        TargetState target = state.target(event.target());
        ChangeState change = state.change(event.change());
        if (target == null) {
            return TargetRules.unknown(event.target());
        }
        if (change == null) {
            return ChangeRules.unknown(event.change());
        }
        return switch (event) {
            case StepStarted started -> ClaimRules.start(state, target, change, started);
            case StepCompleted completed -> stepCompleted(state, stamp, target, change, completed);
            case StepFailed failed -> stepFailed(state, target, failed);
            case StepPaused paused -> WorkRules.paused(state, stamp, target, change, paused);
            case ChangeApplied applied -> applied(state, stamp, target, change, applied);
            case ChangeRolledBack rolledBack -> rolledBack(state, stamp, target, rolledBack);
            case ChangeFailed failed -> changeFailed(state, stamp, target, failed);
        };
    }

    static Ruling notUnderWay(ReportEvent event) {
        return Ruling.notAllowed(
                "%s of %s is not what is under way on %s"
                        .formatted(event.getClass().getSimpleName(), event.change(), event.target()),
                "Compare the database's history with: quipu change show " + event.change());
    }

    private static Ruling stepCompleted(
            LedgerState state, Stamp stamp, TargetState target, ChangeState change, StepCompleted event) {
        Work.Task task = new Work.Task(event.order(), event.change(), event.direction());
        if (!(target.work() instanceof Work.Begun begun) || !begun.is(task, event.step(), event.attempt())) {
            return notUnderWay(event);
        }
        TargetState done = target.withWork(begun.complete());
        ToggleSetting toggle =
                change.proposal().event().steps().get(event.step() - 1).toggle();
        return new Ruling.Legal(state.with(
                toggle == null ? done : done.withToggle(toggle.name(), percentage(toggle, event.direction()), stamp)));
    }

    private static Ruling stepFailed(LedgerState state, TargetState target, StepFailed event) {
        Work.Task task = new Work.Task(event.order(), event.change(), event.direction());
        return target.work() instanceof Work.Begun begun && begun.is(task, event.step(), event.attempt())
                ? new Ruling.Legal(state.with(target.withWork(begun.fail(event.code(), event.message()))))
                : notUnderWay(event);
    }

    private static int percentage(ToggleSetting toggle, Direction direction) {
        return switch (direction) {
            case FORWARD -> toggle.percentage();
            case BACK -> toggle.rollback();
        };
    }

    private static Ruling applied(
            LedgerState state, Stamp stamp, TargetState target, ChangeState change, ChangeApplied event) {
        int last = change.proposal().event().steps().size();
        Work.Task task = new Work.Task(event.order(), event.change(), Direction.FORWARD);
        boolean due = new Work.Between(task, last).equals(target.work())
                && event.digest().equals(change.proposal().digest());
        if (!due) {
            return notUnderWay(event);
        }
        Application applied = new Application.Applied(stamp, event.order(), event.durationMicros());
        LedgerState next = state.with(target.ended(event.change().number(), applied));
        RolloutState rollout = ordering(state, target, event);
        return new Ruling.Legal(
                rollout != null && rollout.changes().getLast().equals(event.change())
                        ? next.with(rollout.withDone(target.id()))
                        : next);
    }

    private static Ruling rolledBack(LedgerState state, Stamp stamp, TargetState target, ChangeRolledBack event) {
        Work.Task task = new Work.Task(event.order(), event.change(), Direction.BACK);
        return new Work.Between(task, 1).equals(target.work())
                ? new Ruling.Legal(state.with(
                        target.ended(event.change().number(), new Application.RolledBack(stamp, event.order()))))
                : notUnderWay(event);
    }

    private static Ruling changeFailed(LedgerState state, Stamp stamp, TargetState target, ChangeFailed event) {
        Work.Task task = new Work.Task(event.order(), event.change(), event.direction());
        return switch (target.work()) {
            case Work.Stopped stopped
            when stopped.task().equals(task) -> fail(state, stamp, target, event, stopped.step(), stopped.attempt());
            case Work.Due due
            when due.task().equals(task) -> fail(state, stamp, target, event, due.step(), due.attempt());
            case Work.Between between
            when between.task().equals(task) && !Assignments.isConcluded(state, between) ->
                fail(state, stamp, target, event, between.next(), 0);
            case Work.Begun begun
            when begun.task().equals(task) -> fail(state, stamp, target, event, begun.step(), begun.attempt());
            case null -> failUnstarted(state, stamp, target, event, task);
            case Work other -> notUnderWay(event);
        };
    }

    private static Ruling failUnstarted(
            LedgerState state, Stamp stamp, TargetState target, ChangeFailed event, Work.Task task) {
        return Assignments.next(state, target) instanceof Assignment.Begin begin
                        && begin.task().equals(task)
                ? fail(state, stamp, target, event, begin.step(), begin.attempt() - 1)
                : notUnderWay(event);
    }

    private static boolean isBackfill(LedgerState state, ChangeFailed event, int step) {
        ChangeState change = state.change(event.change());
        return change != null && WorkRules.isBackfill(change, step);
    }

    private static Ruling fail(
            LedgerState state, Stamp stamp, TargetState target, ChangeFailed event, int step, int attempt) {
        Application failed = new Application.Failed(
                stamp,
                event.order(),
                event.direction(),
                step,
                attempt,
                event.code(),
                event.message(),
                attempt > 0 && isBackfill(state, event, step));
        LedgerState next = state.with(target.ended(event.change().number(), failed));
        RolloutState rollout = ordering(state, target, event);
        return new Ruling.Legal(rollout != null ? next.with(rollout.withFailed(target.id())) : next);
    }

    private static @Nullable RolloutState ordering(LedgerState state, TargetState target, ReportEvent event) {
        RolloutState rollout = state.running(target.id().service());
        return rollout != null && rollout.started().id().equals(event.order()) ? rollout : null;
    }
}
