package dev.quipu.consumers.agent;

import dev.quipu.ledger.event.TargetId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The two connections of an agent to a target, each holding a session advisory lock. The one for bookkeeping says who
 * works on the target; the one for scripts, that no statement of an earlier agent is still running. Locks are polled in
 * their try form: a blocked one would hold a snapshot and deadlock {@code CREATE INDEX CONCURRENTLY}. For one thread.
 */
final class TargetSession implements AutoCloseable {

    /** "quipu" in ASCII: advisory locks are per database, and a database has one target. */
    private static final long AGENT_LOCK = 0x71_7569_7075L;

    private static final long SCRIPT_LOCK = AGENT_LOCK + 1;

    private final Connection control;
    private final Connection scripts;
    private final Fence fence;

    private TargetSession(Connection control, Connection scripts, Fence fence) {
        this.control = control;
        this.scripts = scripts;
        this.fence = fence;
    }

    /** A session, or null if another agent has the target. */
    static @Nullable TargetSession tryOpen(TargetId target, TargetDatabase database) throws SQLException {
        Connection control = database.connect();
        try {
            if (!tryLock(control, AGENT_LOCK)) {
                control.close();
                return null;
            }
            Connection scripts = database.connectForScripts();
            try {
                return open(target, control, scripts);
            } catch (SQLException | RuntimeException e) {
                scripts.close();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            control.close();
            throw e;
        }
    }

    private static @Nullable TargetSession open(TargetId target, Connection control, Connection scripts)
            throws SQLException {
        if (!tryLock(scripts, SCRIPT_LOCK)) {
            scripts.close();
            control.close();
            return null;
        }
        Tables.create(control);
        Fence fence = new Fence(target);
        fence.take(control);
        return new TargetSession(control, scripts, fence);
    }

    private static boolean tryLock(Connection connection, long key) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(%d)".formatted(key))) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The connection for bookkeeping, in autocommit mode. */
    Connection control() {
        return control;
    }

    /** The connection for scripts, in autocommit mode. */
    Connection scripts() {
        return scripts;
    }

    Fence fence() {
        return fence;
    }

    /** Whether an error means that the session is of no use any more, and that nobody knows what the server did. */
    boolean isLost(SQLException e) throws SQLException {
        return e instanceof FencedException || !isAlive();
    }

    /** Whether both connections, and with them the locks, are alive. */
    boolean isAlive() throws SQLException {
        return control.isValid(5) && scripts.isValid(5);
    }

    /**
     * Forgets what a script has left in its session, so that the next begins as in a new one. Like {@code DISCARD ALL},
     * which would give up the lock too.
     */
    void resetScripts() throws SQLException {
        try (Statement statement = scripts.createStatement()) {
            statement.execute("""
                SET SESSION AUTHORIZATION DEFAULT;
                RESET ALL;
                DEALLOCATE ALL;
                CLOSE ALL;
                UNLISTEN *;
                DISCARD PLANS;
                DISCARD TEMP;
                DISCARD SEQUENCES;
                """);
        }
    }

    /** Takes back what a script has set, so that Quipu's own tables can be written; keeps all else. */
    void resetSettings() throws SQLException {
        Scripts.execute(scripts, "SET SESSION AUTHORIZATION DEFAULT; RESET ALL");
    }

    @Override
    public void close() {
        closeQuietly(scripts);
        closeQuietly(control);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LoggerFactory.getLogger(TargetSession.class).debug("closing a connection", e);
        }
    }
}
