package dev.quipu.consumers.lock;

import java.time.Duration;

/** Sleeps, but no longer than an operator's order takes to be heeded. Ends when the thread is interrupted. */
final class Pause {

    private static final Duration SLICE = Duration.ofMillis(500);

    private final Orders orders;

    Pause(Orders orders) {
        this.orders = orders;
    }

    /** @throws StepRefused if the step is aborted */
    void sleep(Duration duration) throws StepRefused, InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        requireNoAbort();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(Math.min(left, SLICE.toNanos())));
            requireNoAbort();
        }
    }

    void requireNoAbort() throws StepRefused {
        String reason = orders.abort();
        if (reason != null) {
            throw StepRefused.aborted(reason);
        }
    }
}
