package dev.quipu.consumers.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a database product's locks and time limits work. Thread-safe. */
public interface LockRules {

    /** What the statements are going to lock against others. */
    LockDemand demandOf(List<SqlStatement> statements);

    /** Whether the statement may wait as long as it likes: those that read and write don't queue behind it. */
    boolean isPatient(SqlStatement statement);

    /** Sets limits for the rest of the open transaction. */
    void limitTransaction(Connection connection, TimeLimits limits) throws SQLException;

    /**
     * A call that sets limits for the rest of the open transaction, for {@link Sessions#begin}; null if it takes more
     * than one.
     */
    default @Nullable Call limiting(TimeLimits limits) {
        return null;
    }

    /** The settings that the server goes by instead of {@code limits}, as {@link #limiting} was answered. */
    default List<String> deviations(Answer limiting, TimeLimits limits) {
        return List.of();
    }

    /** Sets limits for the session. */
    void limitSession(Connection connection, TimeLimits limits) throws SQLException;

    /** The settings that the server goes by instead of {@code limits}: {@code lock_timeout is 0}; empty if none. */
    List<String> deviations(Connection connection, TimeLimits limits) throws SQLException;

    /** The id of a connection's session, by which other sessions know it. */
    String session(Connection connection) throws SQLException;

    /** What a session waits for, or null if it doesn't. */
    @Nullable
    LockWait waitOf(Connection control, String session) throws SQLException;

    /** Breaks off the statement that a session runs, if any. */
    void breakOff(Connection control, String session) throws SQLException;

    /** Whether a statement gave up waiting for a lock. */
    boolean isLockTimeout(SQLException e);

    /** Whether a statement was broken off, by its time limit or by somebody, as an error of this SQLSTATE says. */
    boolean isBrokenOff(String sqlState);
}
