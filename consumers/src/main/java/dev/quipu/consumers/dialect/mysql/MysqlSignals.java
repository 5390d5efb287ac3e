package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.LoadSignals;
import dev.quipu.consumers.dialect.Sessions.Lock;
import dev.quipu.consumers.dialect.Signal;
import dev.quipu.consumers.dialect.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Status variables and InnoDB's tables of transactions. An agent's sessions are known by their locks. */
final class MysqlSignals implements LoadSignals {

    /** Access denied: needs a global privilege. */
    private static final int DENIED = 1227;

    private static final String OURS = "(CONNECTION_ID(), coalesce(IS_USED_LOCK(%s), 0), coalesce(IS_USED_LOCK(%s), 0))"
            .formatted(MysqlSessions.lockName(Lock.AGENT), MysqlSessions.lockName(Lock.SCRIPTS));

    private static final Signal NOT_ALLOWED = new Signal.NotAvailable(
            "the agent's user sees only its own sessions: GRANT PROCESS ON *.* TO it shows it the others'");

    private final Connection connection;

    MysqlSignals(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Signal replicaLag() throws SQLException {
        return switch (withProcess(
                "SELECT count(*) FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'")) {
            case Signal.Value(double replicas) when replicas == 0 -> new Signal.Value(0);
            case Signal.Value value ->
                new Signal.NotAvailable(
                        "a primary doesn't know how far its replicas are: give a query or an HTTP probe that does");
            case Signal.NotAvailable not -> not;
        };
    }

    /** The server counts ours too; those show in the process list whatever rights there are. */
    @Override
    public Signal activeSessions() throws SQLException {
        return new Signal.Value(Math.max(
                0,
                status("Threads_running")
                        - number("SELECT count(*) FROM information_schema.processlist WHERE command <> 'Sleep' AND id"
                                + " IN "
                                + OURS)));
    }

    /** Those that wait for rows. Who waits for a table's metadata lock of whom is not to be seen. */
    @Override
    public Signal waitersBehind(String session) throws SQLException {
        for (String query : MysqlWaits.WAITERS) {
            try {
                return new Signal.Value(number(query.formatted(Long.parseLong(session))));
            } catch (SQLException e) {
                if (e.getErrorCode() == DENIED) {
                    return NOT_ALLOWED;
                }
                if (!MysqlHolders.NOT_TOLD.contains(e.getErrorCode())) {
                    throw e;
                }
            }
        }
        return new Signal.NotAvailable("this server doesn't tell who waits for whom");
    }

    @Override
    public Signal longestTransaction() throws SQLException {
        return withProcess("SELECT coalesce(max(timestampdiff(SECOND, trx_started, now())), 0)"
                + " FROM information_schema.innodb_trx WHERE trx_mysql_thread_id NOT IN " + OURS);
    }

    /** How far the redo log's checkpoint is behind: MariaDB tells by one variable, MySQL by another. */
    @Override
    public Signal logBacklog() throws SQLException {
        for (String variable : new String[] {"Innodb_checkpoint_age", "Innodb_redo_log_logical_size"}) {
            double value = status(variable);
            if (value >= 0) {
                return new Signal.Value(value);
            }
        }
        return new Signal.NotAvailable("this server doesn't tell how far its redo log's checkpoint is behind");
    }

    @Override
    public Signal maintenance(TableName table) {
        return new Signal.NotAvailable("InnoDB cleans up all tables together, in the background");
    }

    /** -1 if there is no such variable. */
    private double status(String variable) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE '%s'".formatted(variable))) {
            return row.next() ? row.getDouble(2) : -1;
        }
    }

    /** Without the privilege, other users' sessions are left out, which would count as quiet. */
    private Signal withProcess(String sql) throws SQLException {
        try {
            number("SELECT count(*) FROM information_schema.innodb_trx");
        } catch (SQLException e) {
            if (e.getErrorCode() == DENIED) {
                return NOT_ALLOWED;
            }
            throw e;
        }
        return new Signal.Value(number(sql));
    }

    private double number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
