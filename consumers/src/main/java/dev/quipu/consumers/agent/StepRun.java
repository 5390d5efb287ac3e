package dev.quipu.consumers.agent;

import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.change.SubjectStep;
import dev.quipu.ledger.change.Timeouts;
import dev.quipu.ledger.change.ToggleStep;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.state.Work.Task;
import org.jspecify.annotations.Nullable;

/**
 * One step that is claimed and is to be run.
 *
 * @param number 1-based
 * @param steps how many the change has
 * @param digest of the change's content
 */
record StepRun(Task task, Step step, int number, int attempt, int steps, Digest digest) {

    /** Whether the change is done when this step is. */
    boolean isLast() {
        return number
                == switch (task.direction()) {
                    case FORWARD -> steps;
                    case BACK -> 1;
                };
    }

    /** What its author says of how long its statements may take. */
    Timeouts timeouts() {
        return step.timeouts();
    }

    /** What is to be executed, or null if this direction has nothing to do for the step. */
    @Nullable
    String script() {
        return switch (step) {
            case Step.SqlStep sql when task.direction() == Direction.FORWARD -> sql.sql();
            case Step.SqlStep sql -> sql.rollback();
            case Step.BackfillStep backfill -> null;
            case Step.VerifyStep verify -> null;
            case Step.CompareStep compare -> null;
            case BackupStep backup -> null;
            case SubjectStep subject -> null;
            case ToggleStep toggle -> null;
        };
    }
}
