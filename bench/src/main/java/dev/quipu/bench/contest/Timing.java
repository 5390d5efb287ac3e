package dev.quipu.bench.contest;

/**
 * How long one run took, in nanoseconds.
 *
 * @param whole from the files to the last change applied
 * @param applying the part after everything is approved, for a tool that knows approval; otherwise {@code whole}
 */
record Timing(long whole, long applying) {

    /** Something that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    static Timing of(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - began;
        return new Timing(nanos, nanos);
    }
}
