package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;

/** What an agent has to do on a target next. */
public sealed interface Assignment {

    /** Nothing. */
    record Idle() implements Assignment {}

    /** Nothing yet: {@code change} requires {@code missing} to be applied first. */
    record Waiting(ChangeId change, ChangeId missing) implements Assignment {}

    /** Claim this step and run it. */
    record Begin(Work.Task task, int step, int attempt) implements Assignment {}

    /** This step is claimed: run it, or find out whether it was run. */
    record Resume(Work.Task task, int step, int attempt) implements Assignment {}

    /** This step waits for an operator, who wants it to go on or to end. */
    record Paused(Work.Task task, int step) implements Assignment {}

    /** This step is claimed and is to end as failed, unless it turns out to be done. */
    record Abort(Work.Task task, int step, int attempt, String reason) implements Assignment {}

    /** All steps are done: report that the change is applied or rolled back. */
    record Conclude(Work.Task task) implements Assignment {}

    /** A step failed: report that the change did. */
    record GiveUp(Work.Task task, int step, String code, String message) implements Assignment {}
}
