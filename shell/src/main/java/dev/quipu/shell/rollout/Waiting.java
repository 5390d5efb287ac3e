package dev.quipu.shell.rollout;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.RolloutState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.shell.live.LiveText;
import org.jspecify.annotations.Nullable;

/** What a target in a rollout is doing or waiting for. */
final class Waiting {

    private Waiting() {}

    static String describe(LedgerState state, RolloutState rollout, TargetId id) {
        return describe(state, rollout, id, LiveTarget.SILENT);
    }

    /** Without figures, which change from one moment to the next. */
    static String describe(LedgerState state, RolloutState rollout, TargetId id, LiveTarget live) {
        TargetState target = state.target(id);
        if (target == null || !target.isActive()) {
            return "retired";
        }
        if (rollout.done().contains(id)) {
            return "done";
        }
        if (rollout.failed().contains(id)) {
            return failure(rollout, target);
        }
        return switch (Assignments.next(state, target)) {
            case Assignment.Resume resume ->
                "applies %s, step %d%s"
                        .formatted(
                                resume.task().change(),
                                resume.step(),
                                after(LiveText.brief(LiveText.activity(live, target.work()))));
            case Assignment.Begin begin ->
                "waits for its agent to begin %s, step %d"
                        .formatted(begin.task().change(), begin.step());
            case Assignment.Waiting waiting ->
                "waits for %s, which %s requires".formatted(waiting.missing(), waiting.change());
            case Assignment.Paused paused ->
                "is paused in %s, step %d%s"
                        .formatted(paused.task().change(), paused.step(), after(reason(target.work())));
            case Assignment.Abort abort ->
                "aborts %s, step %d".formatted(abort.task().change(), abort.step());
            case Assignment.Conclude conclude -> "finishes " + conclude.task().change();
            case Assignment.GiveUp giveUp -> "gives up " + giveUp.task().change();
            case Assignment.Idle idle -> "held, since another target failed";
        };
    }

    private static String after(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String reason(@Nullable Work work) {
        return work instanceof Work.Paused paused
                ? "%s (%s)"
                        .formatted(
                                paused.message(),
                                paused.code().equals(Work.Paused.OPERATOR)
                                        ? paused.stamp().actor().id()
                                        : paused.code())
                : "";
    }

    /** Whether a target's agent has yet to begin. */
    static boolean forAgent(LedgerState state, TargetId id) {
        TargetState target = state.target(id);
        return target != null && target.isActive() && Assignments.next(state, target) instanceof Assignment.Begin;
    }

    /** Why the rollout failed on a target. */
    static String failure(RolloutState rollout, TargetState target) {
        return rollout.changes().stream()
                .filter(change -> target.application(change.number()) instanceof Application.Failed)
                .findFirst()
                .map(change -> "%s failed: %s".formatted(change, message(target.application(change.number()))))
                .orElse("failed");
    }

    private static String message(@Nullable Application application) {
        return application instanceof Application.Failed failed
                ? "step %d: %s (%s)".formatted(failed.step(), failed.message(), failed.code())
                : "";
    }
}
