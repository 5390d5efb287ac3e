package dev.quipu.bench.backfill;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A way to fill the column. */
interface Filling {

    /** As in the results. */
    String name();

    /**
     * Fills it, or stops after about that long.
     *
     * @param atMost null for no limit
     */
    Filled fill(Dataset dataset, String jdbcUrl, @Nullable Duration atMost) throws Exception;

    /**
     * What came of it.
     *
     * @param nanos how long it took
     * @param rows how many were filled
     */
    record Filled(long nanos, long rows) {}
}
