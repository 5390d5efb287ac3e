package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.LockDemand;
import dev.quipu.consumers.dialect.LockRules;
import dev.quipu.consumers.dialect.LockWait;
import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.consumers.dialect.TimeLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Locks of MySQL and MariaDB: the rows that InnoDB locks, and the metadata locks of tables, in which others queue. */
final class MysqlLocks implements LockRules {

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    @Override
    public LockDemand demandOf(List<SqlStatement> statements) {
        return MysqlLockDemand.of(statements);
    }

    /** Everybody queues behind a statement that waits for a table's metadata lock, online or not. */
    @Override
    public boolean isPatient(SqlStatement statement) {
        return false;
    }

    @Override
    public void limitTransaction(Connection connection, TimeLimits limits) throws SQLException {
        MysqlLimits.set(connection, limits);
    }

    @Override
    public void limitSession(Connection connection, TimeLimits limits) throws SQLException {
        MysqlLimits.set(connection, limits);
    }

    @Override
    public List<String> deviations(Connection connection, TimeLimits limits) throws SQLException {
        return MysqlLimits.deviations(connection, limits);
    }

    @Override
    public String session(Connection connection) throws SQLException {
        return Long.toString(
                connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId());
    }

    @Override
    public @Nullable LockWait waitOf(Connection control, String session) throws SQLException {
        return MysqlWaits.of(control, Long.parseLong(session));
    }

    @Override
    public void breakOff(Connection control, String session) throws SQLException {
        try (Statement statement = control.createStatement()) {
            statement.execute("KILL QUERY " + Long.parseLong(session));
        }
    }

    @Override
    public boolean isLockTimeout(SQLException e) {
        return e.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    /** Query execution was interrupted. */
    @Override
    public boolean isBrokenOff(String sqlState) {
        return "70100".equals(sqlState);
    }
}
