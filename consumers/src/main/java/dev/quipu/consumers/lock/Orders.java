package dev.quipu.consumers.lock;

import org.jspecify.annotations.Nullable;

/** What others want of a step meanwhile: operators, and other work of the same agent. Thread-safe; doesn't block. */
public interface Orders {

    /** Why the step is to be given up, or null if it may go on. */
    @Nullable
    String abort();

    /** Whether an operator has paused the step. */
    boolean isPaused();

    /** Whether somebody else could use the session if the step only waits. */
    boolean isSessionWanted();
}
