package dev.quipu.consumers.agent;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells one thread that there is news; news that came while it was busy is not lost. Thread-safe. */
final class WakeUp {

    private final Semaphore news = new Semaphore(0);

    /** There is news. */
    void ring() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Forgets the news so far. To be called before looking at what it may be about. */
    void clear() {
        news.drainPermits();
    }

    /** Waits for news since the last {@link #clear}, or until the time is over. */
    void await(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            news.drainPermits();
        }
    }
}
