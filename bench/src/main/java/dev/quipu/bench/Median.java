package dev.quipu.bench;

import java.util.Arrays;

/** The middle of several measurements. */
public final class Median {

    private Median() {}

    /** The middle value; of an even number the upper of the two. */
    public static long of(long... values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
