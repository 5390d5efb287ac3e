package dev.quipu.consumers.lock;

import java.time.Duration;

/** Sleeps, but no longer than it takes to heed orders. Ends when the thread is interrupted. */
final class Pause {

    private static final Duration SLICE = Duration.ofMillis(500);

    private final Orders orders;

    Pause(Orders orders) {
        this.orders = orders;
    }

    /**
     * Sleeps.
     *
     * @throws StepRefused if the step is aborted
     * @throws StepDeferred if it is paused, or somebody else could use the session
     */
    void sleep(Duration duration) throws StepRefused, StepDeferred, InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            heedOrders();
            if (orders.isSessionWanted()) {
                throw new StepDeferred("somebody else can use the session");
            }
            Thread.sleep(Duration.ofNanos(Math.min(left, SLICE.toNanos())));
        }
    }

    /**
     * Goes on if nobody has decided otherwise.
     *
     * @throws StepRefused if the step is aborted
     * @throws StepDeferred if it is paused
     */
    void heedOrders() throws StepRefused, StepDeferred {
        String reason = orders.abort();
        if (reason != null) {
            throw StepRefused.aborted(reason);
        }
        if (orders.isPaused()) {
            throw new StepDeferred("the step is paused");
        }
    }
}
