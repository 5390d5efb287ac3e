package dev.quipu.consumers.lock;

import dev.quipu.consumers.dialect.LockHolder;
import java.time.Duration;
import java.util.List;

/** Hears of a step's waits. Called by one thread at a time; doesn't block and doesn't throw. */
public interface WaitListener {

    /**
     * The step waits; called again and again while it does.
     *
     * @param what it waits for, in words
     * @param holders who is in the way, the oldest transaction first
     */
    void waiting(String what, List<LockHolder> holders);

    /** The wait is over, whatever came of it. */
    void over(Duration waited);
}
