package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.LockHolder;
import dev.quipu.consumers.dialect.LockWait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees from another session what a session waits for. Who holds a table's metadata lock is not to be seen. */
final class MysqlWaits {

    private static final String STATE = "SELECT state FROM information_schema.processlist WHERE id = ?";

    private static final String BLOCKERS = """
        SELECT b.trx_mysql_thread_id, p.user, b.trx_id, timestampdiff(SECOND, b.trx_started, now()), p.command
        FROM %s w
        JOIN information_schema.innodb_trx r ON r.trx_id = w.%s
        JOIN information_schema.innodb_trx b ON b.trx_id = w.%s
        LEFT JOIN information_schema.processlist p ON p.id = b.trx_mysql_thread_id
        WHERE r.trx_mysql_thread_id = ?
        ORDER BY b.trx_started
        """;

    private static final String WAITING = """
        SELECT count(DISTINCT w.%s) FROM %s w
        JOIN information_schema.innodb_trx b ON b.trx_id = w.%s
        WHERE b.trx_mysql_thread_id = %%d
        """;

    private static final String MARIADB = "information_schema.innodb_lock_waits";
    private static final String MYSQL = "performance_schema.data_lock_waits";
    private static final String MYSQL_REQUESTING = "requesting_engine_transaction_id";
    private static final String MYSQL_BLOCKING = "blocking_engine_transaction_id";

    /** How many wait for a session, asked of MariaDB's table of waits and of MySQL's. */
    static final List<String> WAITERS = List.of(
            WAITING.formatted("requesting_trx_id", MARIADB, "blocking_trx_id"),
            WAITING.formatted(MYSQL_REQUESTING, MYSQL, MYSQL_BLOCKING));

    private static final List<String> QUERIES = List.of(
            BLOCKERS.formatted(MARIADB, "requesting_trx_id", "blocking_trx_id"),
            BLOCKERS.formatted(MYSQL, MYSQL_REQUESTING, MYSQL_BLOCKING));

    /** No such table, and no right to it. */
    static final Set<Integer> NOT_TOLD = Set.of(1109, 1142, 1146, 1227);

    private MysqlWaits() {}

    static @Nullable LockWait of(Connection control, long session) throws SQLException {
        String state = state(control, session);
        if (state.startsWith("Waiting for") && state.contains("lock")) {
            return new LockWait("a table that an open transaction has used", List.of());
        }
        for (String query : QUERIES) {
            List<LockHolder> holders = holders(control, query, session);
            if (!holders.isEmpty()) {
                return new LockWait(holders.getFirst().what(), holders);
            }
        }
        return null;
    }

    private static String state(Connection control, long session) throws SQLException {
        try (PreparedStatement query = control.prepareStatement(STATE)) {
            query.setLong(1, session);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? String.valueOf(row.getString(1)) : "";
            }
        }
    }

    private static List<LockHolder> holders(Connection control, String sql, long session) throws SQLException {
        List<LockHolder> holders = new ArrayList<>();
        try (PreparedStatement query = control.prepareStatement(sql)) {
            query.setLong(1, session);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    holders.add(holder(row));
                }
            }
        } catch (SQLException e) {
            if (!NOT_TOLD.contains(e.getErrorCode())) {
                throw e;
            }
        }
        return holders;
    }

    private static LockHolder holder(ResultSet row) throws SQLException {
        String command = row.getString(5);
        return new LockHolder(
                row.getString(1),
                text(row.getString(2)),
                "",
                row.getString(3),
                Duration.ofSeconds(row.getLong(4)),
                command == null ? "" : command.equals("Sleep") ? "idle in transaction" : "active",
                "rows that another transaction has changed");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
