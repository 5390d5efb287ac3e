package dev.quipu.consumers.metrics;

import java.util.function.LongSupplier;

/** How many rows were done per second in the last ten seconds. Thread-safe. */
final class RowRate {

    private static final int SECONDS = 10;
    private static final long NANOS = 1_000_000_000;

    private final LongSupplier nanoTime;
    private final long began;
    private final long[] rows = new long[SECONDS + 1];
    private long last;

    RowRate() {
        this(System::nanoTime);
    }

    RowRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    synchronized void add(long more) {
        rows[slot(advance())] += more;
    }

    /** Of whole seconds: the one that runs doesn't count yet. */
    synchronized double perSecond() {
        long now = advance();
        long sum = 0;
        for (long second = Math.max(0, now - SECONDS); second < now; second++) {
            sum += rows[slot(second)];
        }
        return (double) sum / Math.clamp(now, 1, SECONDS);
    }

    private long advance() {
        long now = (nanoTime.getAsLong() - began) / NANOS;
        for (long second = Math.max(last + 1, now - SECONDS); second <= now; second++) {
            rows[slot(second)] = 0;
        }
        last = now;
        return now;
    }

    private static int slot(long second) {
        return (int) (second % (SECONDS + 1));
    }
}
