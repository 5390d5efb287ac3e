package dev.quipu.consumers.agent;

/** What became of a step that was run. */
sealed interface StepResult {

    /** It, its history row and its report are committed. */
    record Committed() implements StepResult {}

    /** It has not come to its end, and is left for later. */
    record Deferred() implements StepResult {}

    /** It stopped before its end, and goes on from there when operators want it to. */
    record Interrupted() implements StepResult {}

    /** It had no effect. */
    record Failed(Failure failure) implements StepResult {}
}
