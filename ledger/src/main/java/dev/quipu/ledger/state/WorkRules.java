package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.ReportEvent.StepPaused;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.TargetEvent.WorkAborted;
import dev.quipu.ledger.event.TargetEvent.WorkPaused;
import dev.quipu.ledger.event.TargetEvent.WorkResumed;
import dev.quipu.ledger.event.TargetId;
import java.util.function.Function;

/** Rules of pausing, resuming and aborting a backfill. */
final class WorkRules {

    private WorkRules() {}

    /** The agent pauses itself. */
    static Ruling paused(LedgerState state, Stamp stamp, TargetState target, ChangeState change, StepPaused event) {
        Work.Task task = new Work.Task(event.order(), event.change(), event.direction());
        return target.work() instanceof Work.Running running
                        && running.is(task, event.step(), event.attempt())
                        && isBackfill(change, running.step())
                ? new Ruling.Legal(state.with(target.withWork(running.pause(stamp, event.code(), event.message()))))
                : ReportRules.notUnderWay(event);
    }

    static Ruling pause(LedgerState state, Stamp stamp, WorkPaused event) {
        return onBackfill(state, event.target(), event.change(), begun -> switch (begun) {
            case Work.Running running ->
                legal(state, event.target(), running.pause(stamp, Work.Paused.OPERATOR, event.reason()));
            case Work.Paused paused ->
                refused(event.target(), event.change(), "is paused already", "quipu backfill resume");
            case Work.Aborting aborting -> ending(event.target(), event.change());
        });
    }

    static Ruling resume(LedgerState state, WorkResumed event) {
        return onBackfill(state, event.target(), event.change(), begun -> switch (begun) {
            case Work.Running running ->
                refused(event.target(), event.change(), "is not paused", "quipu backfill show");
            case Work.Paused paused -> legal(state, event.target(), paused.resume());
            case Work.Aborting aborting -> ending(event.target(), event.change());
        });
    }

    static Ruling abort(LedgerState state, Stamp stamp, WorkAborted event) {
        return onBackfill(state, event.target(), event.change(), begun -> switch (begun) {
            case Work.Running running -> legal(state, event.target(), running.abort(stamp, event.reason()));
            case Work.Paused paused -> legal(state, event.target(), paused.abort(stamp, event.reason()));
            case Work.Aborting aborting -> ending(event.target(), event.change());
        });
    }

    private static Ruling onBackfill(
            LedgerState state, TargetId id, ChangeId changeId, Function<Work.Begun, Ruling> rule) {
        TargetState target = state.target(id);
        ChangeState change = state.change(changeId);
        if (target == null) {
            return TargetRules.unknown(id);
        }
        if (change == null) {
            return ChangeRules.unknown(changeId);
        }
        if (!(target.work() instanceof Work.Begun begun)
                || !begun.task().change().equals(changeId)) {
            return refused(id, changeId, "is not under way", "quipu target show");
        }
        if (!isBackfill(change, begun.step())) {
            return Ruling.notAllowed(
                    "step %d of %s, which runs on %s, is no backfill".formatted(begun.step(), changeId, id),
                    "Wait until it ends: quipu status");
        }
        return rule.apply(begun);
    }

    /** Whether a step of the change is one. */
    static boolean isBackfill(ChangeState change, int step) {
        return change.proposal().event().steps().get(step - 1).kind().equals(StepOutline.BACKFILL);
    }

    private static Ruling legal(LedgerState state, TargetId id, Work work) {
        TargetState target = state.target(id);
        return target == null ? TargetRules.unknown(id) : new Ruling.Legal(state.with(target.withWork(work)));
    }

    private static Ruling ending(TargetId target, ChangeId change) {
        return refused(target, change, "is being aborted", "quipu backfill show");
    }

    private static Ruling refused(TargetId target, ChangeId change, String how, String command) {
        return Ruling.notAllowed(
                "%s %s on %s".formatted(change, how, target), "Look or go on: %s %s".formatted(command, target));
    }
}
