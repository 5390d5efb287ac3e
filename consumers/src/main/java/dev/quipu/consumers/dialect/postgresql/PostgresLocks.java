package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.LockDemand;
import dev.quipu.consumers.dialect.LockRules;
import dev.quipu.consumers.dialect.LockWait;
import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.consumers.dialect.TimeLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** PostgreSQL's locks: only those on tables make others queue. */
final class PostgresLocks implements LockRules {

    @Override
    public LockDemand demandOf(List<SqlStatement> statements) {
        return PostgresLockDemand.of(statements);
    }

    /** Their locks let reads and writes pass, and what they wait for most is transactions that began earlier. */
    @Override
    public boolean isPatient(SqlStatement statement) {
        return switch (statement.word(0)) {
            case "VACUUM" -> !StatementLocks.isFull(statement);
            case "CREATE", "DROP" ->
                statement.words().stream().limit(4).anyMatch("CONCURRENTLY"::equals)
                        && statement.words().stream().limit(3).anyMatch("INDEX"::equals);
            case "REINDEX" -> statement.words().contains("CONCURRENTLY");
            case "ALTER" ->
                statement.words().contains("DETACH")
                        && statement.words().getLast().equals("CONCURRENTLY");
            default -> false;
        };
    }

    @Override
    public void limitTransaction(Connection connection, TimeLimits limits) throws SQLException {
        PostgresLimits.set(connection, "LOCAL", limits);
    }

    @Override
    public Call limiting(TimeLimits limits) {
        return PostgresLimits.call(limits);
    }

    @Override
    public List<String> deviations(Answer limiting, TimeLimits limits) {
        return PostgresLimits.deviations(limiting, limits);
    }

    @Override
    public void limitSession(Connection connection, TimeLimits limits) throws SQLException {
        PostgresLimits.set(connection, "SESSION", limits);
    }

    @Override
    public List<String> deviations(Connection connection, TimeLimits limits) throws SQLException {
        return PostgresLimits.deviations(connection, limits);
    }

    @Override
    public String session(Connection connection) throws SQLException {
        return Integer.toString(connection.unwrap(PGConnection.class).getBackendPID());
    }

    @Override
    public @Nullable LockWait waitOf(Connection control, String session) throws SQLException {
        return PostgresWaits.of(control, Integer.parseInt(session));
    }

    @Override
    public void breakOff(Connection control, String session) throws SQLException {
        try (PreparedStatement cancel = control.prepareStatement("SELECT pg_cancel_backend(?)")) {
            cancel.setInt(1, Integer.parseInt(session));
            cancel.execute();
        }
    }

    /** Lock not available. */
    @Override
    public boolean isLockTimeout(SQLException e) {
        return "55P03".equals(e.getSQLState());
    }

    /** Query canceled. */
    @Override
    public boolean isBrokenOff(String sqlState) {
        return "57014".equals(sqlState);
    }
}
