package dev.quipu.bench.backfill;

import dev.quipu.bench.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One statement for all rows; it can't be stopped half way without losing everything. */
record PlainUpdate() implements Filling {

    @Override
    public String name() {
        return "one UPDATE";
    }

    @Override
    public Filled fill(Dataset dataset, String jdbcUrl, @Nullable Duration atMost) throws Exception {
        PostgresServer server = dataset.server();
        try (Connection connection = server.connect(jdbcUrl);
                Statement statement = connection.createStatement()) {
            long began = System.nanoTime();
            long rows = statement.executeUpdate(
                    "UPDATE item SET total_cents = %s WHERE %s".formatted(Dataset.VALUE, Dataset.WHERE));
            return new Filled(System.nanoTime() - began, rows);
        }
    }
}
