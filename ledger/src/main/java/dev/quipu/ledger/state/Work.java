package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import java.util.UUID;

/**
 * What an agent is doing on a target; only one change at a time.
 *
 * <pre>
 *   Due ──start──▶ Running ──complete──▶ Between ──start (next step)──▶ Running
 *                   │ ▲ │                   └──(no step left)──▶ applied or rolled back
 *                   │ │ └──fail──▶ Stopped ──start (same step)──▶ Running
 *               pause resume          └──▶ failed
 *                   ▼ │
 *                  Paused
 *   Running or Paused ──abort──▶ Aborting ──fail──▶ Stopped
 *   Paused and Aborting too ──complete──▶ Between: the step was done before the agent saw it
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

    /** A step is claimed and has not come to its end. */
    sealed interface Begun extends Work {

        /** 1-based. */
        int step();

        /** 1-based. */
        int attempt();

        /** Whether it is this claim. */
        default boolean is(Task other, int otherStep, int otherAttempt) {
            return task().equals(other) && step() == otherStep && attempt() == otherAttempt;
        }

        /** The step is done. */
        default Between complete() {
            return new Between(task(), step());
        }

        /** The step had no effect. */
        default Stopped fail(String code, String message) {
            return new Stopped(task(), step(), attempt(), code, message);
        }
    }

    /** A step runs. */
    record Running(Task task, int step, int attempt) implements Begun {
        Paused pause(Stamp stamp, String code, String message) {
            return new Paused(task, step, attempt, stamp, code, message);
        }

        Aborting abort(Stamp stamp, String reason) {
            return new Aborting(task, step, attempt, stamp, reason);
        }
    }

    /**
     * A step waits for an operator.
     *
     * @param stamp since when, and by whom
     * @param code {@link #OPERATOR}, or the name of the threshold that was crossed
     * @param message the operator's reason, or the threshold's value and limit
     */
    record Paused(Task task, int step, int attempt, Stamp stamp, String code, String message) implements Begun {

        /** The code of a pause that an operator asked for. */
        public static final String OPERATOR = "operator";

        Running resume() {
            return new Running(task, step, attempt);
        }

        Aborting abort(Stamp abortStamp, String reason) {
            return new Aborting(task, step, attempt, abortStamp, reason);
        }
    }

    /** A step is to end as failed, and its agent has not said yet that it has. */
    record Aborting(Task task, int step, int attempt, Stamp stamp, String reason) implements Begun {}

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
