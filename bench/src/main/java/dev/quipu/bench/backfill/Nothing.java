package dev.quipu.bench.backfill;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fills nothing for a while. */
record Nothing() implements Filling {

    @Override
    public String name() {
        return "nothing";
    }

    @Override
    public Filled fill(Dataset dataset, String jdbcUrl, @Nullable Duration atMost) throws InterruptedException {
        long began = System.nanoTime();
        if (atMost != null) {
            Thread.sleep(atMost);
        }
        return new Filled(System.nanoTime() - began, 0);
    }
}
