package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.LockHolder;
import dev.quipu.consumers.dialect.LockWait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees from another session what a session waits for. */
final class PostgresWaits {

    private static final String IS_WAITING =
            "SELECT 1 FROM pg_stat_activity WHERE pid = ? AND wait_event_type = 'Lock'";

    /** Asked only of a session that waits: finding who blocks whom stops all others' locking for a moment. */
    private static final String BLOCKERS = """
        SELECT l.locktype, c.relkind, l.relation::regclass, p.phase,
               b.pid, '', a.usename, a.application_name, a.state, extract(epoch FROM now() - a.xact_start)
        FROM pg_locks l
        CROSS JOIN LATERAL (SELECT DISTINCT unnest(pg_blocking_pids(l.pid)) AS pid) b
        LEFT JOIN pg_stat_activity a ON a.pid = b.pid
        LEFT JOIN pg_class c ON c.oid = l.relation
        LEFT JOIN pg_stat_progress_create_index p ON p.pid = l.pid
        WHERE l.pid = ? AND NOT l.granted
        ORDER BY a.xact_start
        """;

    private PostgresWaits() {}

    static @Nullable LockWait of(Connection control, int process) throws SQLException {
        return isWaiting(control, process) ? blockers(control, process) : null;
    }

    private static boolean isWaiting(Connection control, int process) throws SQLException {
        try (PreparedStatement query = control.prepareStatement(IS_WAITING)) {
            query.setInt(1, process);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static @Nullable LockWait blockers(Connection control, int process) throws SQLException {
        try (PreparedStatement query = control.prepareStatement(BLOCKERS)) {
            query.setInt(1, process);
            try (ResultSet row = query.executeQuery()) {
                String what = null;
                List<LockHolder> holders = new ArrayList<>();
                while (row.next()) {
                    what = what(row);
                    holders.add(Holders.read(row, 5, what));
                }
                return what == null ? null : new LockWait(what, holders);
            }
        }
    }

    private static String what(ResultSet row) throws SQLException {
        String phase = row.getString(4);
        return switch (row.getString(1)) {
            case "relation" -> Holders.relation(row.getString(2), row.getString(3));
            case "virtualxid" -> "older transactions" + (phase == null ? "" : " (index build: " + phase + ")");
            case "transactionid", "tuple" -> "rows that another transaction has changed";
            case String type -> "a lock of kind " + type;
        };
    }
}
