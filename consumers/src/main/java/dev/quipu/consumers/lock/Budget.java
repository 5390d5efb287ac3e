package dev.quipu.consumers.lock;

import dev.quipu.ledger.change.Timeouts;
import java.time.Duration;

/**
 * The time that a step may lose to locks: it runs from the first obstacle to the next progress, and is over after a
 * while. For one thread.
 */
public final class Budget {

    private final Duration total;
    private boolean running;
    private long since;

    Budget(Duration total) {
        this.total = total;
    }

    /** The budget of a step with these timeouts. */
    public static Budget of(Timeouts timeouts) {
        return new Budget(StepLimits.of(timeouts).retryFor());
    }

    /** Something stands in the way. */
    void obstacle() {
        if (!running) {
            running = true;
            since = System.nanoTime();
        }
    }

    /** A part of the step is done for good. */
    void progress() {
        running = false;
    }

    boolean isSpent() {
        return running && !left().isPositive();
    }

    Duration left() {
        return running ? total.minus(used()) : total;
    }

    Duration used() {
        return running ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO;
    }
}
