package dev.quipu.consumers.lock;

import org.jspecify.annotations.Nullable;

/** What operators have decided about a step meanwhile. Thread-safe; doesn't block. */
@FunctionalInterface
public interface Orders {

    /** Why the step is to be given up, or null if it may go on. */
    @Nullable
    String abort();
}
