package dev.quipu.bench.backfill;

import dev.quipu.bench.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database with a table {@code item} whose column {@code total_cents} is to be filled, and others that are in use
 * meanwhile. Made once and copied.
 *
 * @param rows of {@code item}, whose keys are 1 to that
 */
record Dataset(PostgresServer server, String template, long rows) {

    /** What the column is to hold. */
    static final String VALUE = "(price * 100)::bigint * quantity";

    /** Which rows are to be filled. */
    static final String WHERE = "total_cents IS NULL";

    static Dataset create(PostgresServer server, long rows) throws SQLException {
        String url = server.freshDatabase();
        try (Connection connection = server.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                CREATE TABLE item (
                    id          bigint PRIMARY KEY,
                    customer_id int NOT NULL,
                    name        text NOT NULL,
                    price       numeric(10, 2) NOT NULL,
                    quantity    int NOT NULL,
                    touched     int NOT NULL DEFAULT 0,
                    total_cents bigint
                );
                CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL);
                CREATE TABLE visit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, item_id bigint NOT NULL);
                INSERT INTO customer SELECT n, 'customer ' || n FROM generate_series(1, 10000) n;
                """);
            statement.execute("""
                INSERT INTO item
                SELECT n, n %% 10000 + 1, 'item number ' || n, (n %% 100000) / 100.0, n %% 7 + 1, 0, NULL
                FROM generate_series(1, %d) n
                """.formatted(rows));
            statement.execute("VACUUM (FREEZE, ANALYZE)");
        }
        server.checkpoint();
        return new Dataset(server, url, rows);
    }

    /** A database of its own, as it was made. */
    String copy() throws SQLException {
        return server.copy(template);
    }

    /** @throws IllegalStateException if a row is not as it should be */
    void requireFilled(String url) throws SQLException {
        try (Connection connection = server.connect(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), count(*) FILTER (WHERE total_cents = %s) FROM item".formatted(VALUE))) {
            row.next();
            if (row.getLong(1) != rows || row.getLong(2) != rows) {
                throw new IllegalStateException(
                        "%d rows of %d, %d of them filled".formatted(row.getLong(1), rows, row.getLong(2)));
            }
        }
    }
}
