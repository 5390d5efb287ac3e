package dev.quipu.consumers.backfill;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The rate of the last half minute, rests and holds included: what remains is told from what is seen. For one thread.
 */
public final class Rate {

    private static final long WINDOW_NANOS = 30_000_000_000L;

    private record Sample(long nanos, long rows) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * So many rows are done.
     *
     * @param nanos of {@link System#nanoTime()}
     */
    public void observe(long nanos, long rows) {
        samples.addLast(new Sample(nanos, rows));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /** Rows per second; 0 before there are two samples. */
    public double perSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        return (last.rows() - first.rows()) * 1e9 / Math.max(1, last.nanos() - first.nanos());
    }

    /** How long {@code rows} more take at this rate, or null if that can't be told. */
    public @Nullable Duration remaining(long rows) {
        double rate = perSecond();
        return rate <= 0 || rows < 0 ? null : Duration.ofSeconds(Math.round(rows / rate));
    }
}
