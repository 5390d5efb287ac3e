package dev.quipu.bench.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A loop over ranges of 1,000 keys, each its own transaction, as fast as it goes. */
record FixedBatches() implements Filling {

    private static final int BATCH = 1_000;

    @Override
    public String name() {
        return "loop of %,d".formatted(BATCH);
    }

    @Override
    public Filled fill(Dataset dataset, String jdbcUrl, @Nullable Duration atMost) throws Exception {
        long began = System.nanoTime();
        long rows = 0;
        try (Connection connection = dataset.server().connect(jdbcUrl);
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE item SET total_cents = %s WHERE id BETWEEN ? AND ? AND %s"
                                .formatted(Dataset.VALUE, Dataset.WHERE))) {
            for (long from = 1; from <= dataset.rows() && !isOver(began, atMost); from += BATCH) {
                statement.setLong(1, from);
                statement.setLong(2, from + BATCH - 1);
                rows += statement.executeUpdate();
            }
        }
        return new Filled(System.nanoTime() - began, rows);
    }

    private static boolean isOver(long began, @Nullable Duration atMost) {
        return atMost != null && System.nanoTime() - began > atMost.toNanos();
    }
}
