package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import java.util.UUID;

/**
 * What an agent is doing on a target; only one change at a time.
 *
 * <pre>
 *   Due ──start──▶ Running ──complete──▶ Between ──start (next step)──▶ Running
 *                     │                     └──(no step left)──▶ applied or rolled back
 *                     └──fail──▶ Stopped ──start (same step)──▶ Running
 *                                   └──▶ failed
 * </pre>
 */
public sealed interface Work {

    /** What is done, for whom and which way. */
    Task task();

    /** One change, one way, because of one entry. */
    record Task(UUID order, ChangeId change, Direction direction) {}

    /**
     * Asked for and not begun: a rollback.
     *
     * @param step the step that is first
     * @param attempt how often that step was tried before
     */
    record Due(Task task, int step, int attempt) implements Work {
        Running start() {
            return new Running(task, step, attempt + 1);
        }
    }

    /** A step runs. */
    record Running(Task task, int step, int attempt) implements Work {
        Between complete() {
            return new Between(task, step);
        }

        Stopped fail(String code, String message) {
            return new Stopped(task, step, attempt, code, message);
        }
    }

    /** A step is done, and the next has not begun. */
    record Between(Task task, int step) implements Work {
        /** The step that follows; 0 going back from the first, one more than there are going forward from the last. */
        public int next() {
            return switch (task.direction()) {
                case FORWARD -> step + 1;
                case BACK -> step - 1;
            };
        }

        Running start() {
            return new Running(task, next(), 1);
        }
    }

    /** A step had no effect. */
    record Stopped(Task task, int step, int attempt, String code, String message) implements Work {
        Running start() {
            return new Running(task, step, attempt + 1);
        }
    }
}
