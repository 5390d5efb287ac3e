package dev.quipu.ledger.properties;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import java.util.Objects;
import java.util.Optional;

/** An agent that does as its assignment says. */
final class Agent {

    private Agent() {}

    /** What it reports next, if anything. */
    static Optional<LedgerEvent> report(LedgerState state, TargetState target, boolean fails) {
        return switch (Assignments.next(state, target)) {
            case Assignment.Idle idle -> Optional.empty();
            case Assignment.Waiting waiting -> Optional.empty();
            case Assignment.Paused paused -> Optional.empty();
            case Assignment.Abort(Work.Task task, int step, int attempt, String reason) ->
                Optional.of(reports(state, target, task).failed(step, attempt));
            case Assignment.Begin(Work.Task task, int step, int attempt) -> {
                Reports reports = reports(state, target, task);
                yield Optional.of(fails ? reports.gaveUp(step) : reports.started(step, attempt));
            }
            case Assignment.Resume(Work.Task task, int step, int attempt) -> {
                Reports reports = reports(state, target, task);
                yield Optional.of(
                        fails
                                ? troubled(isBackfill(state, task, step), reports, step, attempt)
                                : reports.completed(step, attempt));
            }
            case Assignment.Conclude(Work.Task task) -> {
                Reports reports = reports(state, target, task);
                yield Optional.of(task.direction() == Direction.FORWARD ? reports.applied() : reports.rolledBack());
            }
            case Assignment.GiveUp(Work.Task task, int step, String code, String message) ->
                Optional.of(reports(state, target, task).gaveUp(step));
        };
    }

    private static LedgerEvent troubled(boolean backfill, Reports reports, int step, int attempt) {
        return backfill && attempt % 2 == 1 ? reports.paused(step, attempt) : reports.failed(step, attempt);
    }

    private static boolean isBackfill(LedgerState state, Work.Task task, int step) {
        return Objects.requireNonNull(state.change(task.change()))
                .proposal()
                .event()
                .steps()
                .get(step - 1)
                .kind()
                .equals(StepOutline.BACKFILL);
    }

    private static Reports reports(LedgerState state, TargetState target, Work.Task task) {
        Digest digest =
                Objects.requireNonNull(state.change(task.change())).proposal().digest();
        return new Reports(target.id(), task.change(), task.order(), digest, task.direction());
    }
}
