package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.LoadSignals;
import dev.quipu.consumers.dialect.Signal;
import dev.quipu.consumers.dialect.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** PostgreSQL's statistics views (documentation, chapter 27). */
final class PostgresSignals implements LoadSignals {

    private static final String OTHERS = "FROM pg_stat_activity WHERE backend_type = 'client backend'"
            + " AND application_name <> 'quipu-agent' AND pid <> pg_backend_pid()";

    private static final Signal NOT_ALLOWED = new Signal.NotAvailable(
            "the agent's user sees only its own sessions: GRANT pg_monitor TO it shows it the others'");

    private final Connection connection;

    PostgresSignals(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Signal replicaLag() throws SQLException {
        return ofOthers("SELECT coalesce(max(extract(epoch FROM replay_lag)), 0) FROM pg_stat_replication");
    }

    @Override
    public Signal activeSessions() throws SQLException {
        return ofOthers("SELECT count(*) %s AND state = 'active'".formatted(OTHERS));
    }

    @Override
    public Signal waitersBehind(String session) throws SQLException {
        return value("""
            SELECT count(*) FROM (SELECT DISTINCT pid FROM pg_locks WHERE NOT granted) AS waiting
            WHERE ?::int = ANY (pg_blocking_pids(pid))
            """, session);
    }

    @Override
    public Signal longestTransaction() throws SQLException {
        return ofOthers("SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) " + OTHERS);
    }

    /** What replication slots keep, and what waits for the archiver. */
    @Override
    public Signal logBacklog() throws SQLException {
        return value("""
            WITH at AS (SELECT pg_current_wal_lsn() AS lsn),
                 archived AS (
                     SELECT '0/0'::pg_lsn
                         + (('x' || substr(last_archived_wal, 9, 8))::bit(32)::bigint * 4294967296)::numeric
                         + (('x' || substr(last_archived_wal, 17, 8))::bit(32)::bigint + 1)
                           * pg_size_bytes(current_setting('wal_segment_size')) AS lsn
                     FROM pg_stat_archiver
                     WHERE current_setting('archive_mode') <> 'off' AND last_archived_wal ~ '^[0-9A-F]{24}$')
            SELECT greatest(
                0,
                (SELECT max(pg_wal_lsn_diff(at.lsn, restart_lsn)) FROM pg_replication_slots, at),
                (SELECT pg_wal_lsn_diff(at.lsn, archived.lsn) FROM archived, at))
            """);
    }

    /** VACUUM, ANALYZE and their automatic forms hold this lock, which every user can see. */
    @Override
    public Signal maintenance(TableName table) throws SQLException {
        return value("""
            SELECT count(DISTINCT c.oid) FROM pg_locks l
            JOIN pg_class c ON c.oid = l.relation
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.granted AND l.mode = 'ShareUpdateExclusiveLock' AND l.pid <> pg_backend_pid()
              AND n.nspname = ? AND c.relname = ?
            """, table.schema(), table.name());
    }

    /** Other users' sessions have nulls for a user that may not see them, which would count as quiet. */
    private Signal ofOthers(String sql) throws SQLException {
        return value("SELECT pg_has_role('pg_read_all_stats', 'USAGE')::int") instanceof Signal.Value(double allowed)
                        && allowed == 1
                ? value(sql)
                : NOT_ALLOWED;
    }

    private Signal value(String sql, String... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Signal.Value(row.getDouble(1));
            }
        }
    }
}
