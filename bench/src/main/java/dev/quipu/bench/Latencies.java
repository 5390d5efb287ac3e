package dev.quipu.bench;

import java.util.Arrays;

/** Durations of single operations, in nanoseconds. For one thread. */
final class Latencies {

    private final long[] nanos;
    private int count;

    Latencies(int capacity) {
        this.nanos = new long[capacity];
    }

    void add(long duration) {
        nanos[count++] = duration;
    }

    /** The duration that {@code percent} of all stay below or at, in milliseconds. */
    double percentile(double percent) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int place = (int) Math.ceil(percent / 100 * count) - 1;
        return sorted[Math.max(0, place)] / 1e6;
    }
}
