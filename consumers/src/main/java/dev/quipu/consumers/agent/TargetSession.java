package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.CatalogProbe;
import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.consumers.dialect.OwnTables;
import dev.quipu.consumers.dialect.Sessions;
import dev.quipu.consumers.dialect.SqlScript;
import dev.quipu.consumers.lock.Budget;
import dev.quipu.consumers.lock.Orders;
import dev.quipu.consumers.lock.StepLocks;
import dev.quipu.consumers.lock.WaitListener;
import dev.quipu.ledger.change.Timeouts;
import dev.quipu.ledger.event.TargetId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The two connections of an agent to a target, each holding a lock of its session. The one for bookkeeping says who
 * works on the target; the one for scripts, that no statement of an earlier agent is still running. For one thread.
 */
final class TargetSession implements AutoCloseable {

    private final Dialect dialect;
    private final Connection control;
    private final Connection scripts;
    private final Fence fence;
    private final History history;
    private final Journal journal;
    private final OutboxTable outbox;
    private final SqlErrors errors;

    private TargetSession(Dialect dialect, Connection control, Connection scripts, Fence fence) {
        this.dialect = dialect;
        this.control = control;
        this.scripts = scripts;
        this.fence = fence;
        this.history = new History(dialect.ownTables());
        this.journal = new Journal(dialect.ownTables());
        this.outbox = new OutboxTable(dialect.ownTables());
        this.errors = new SqlErrors(dialect.errors());
    }

    /** A session, or null if another agent has the target. */
    static @Nullable TargetSession tryOpen(TargetId target, TargetDatabase database) throws SQLException {
        Dialect dialect = database.dialect();
        Connection control = database.connect();
        try {
            if (!dialect.sessions().tryLock(control, Sessions.Lock.AGENT)) {
                control.close();
                return null;
            }
            Connection scripts = database.connectForScripts();
            try {
                return open(target, dialect, control, scripts);
            } catch (SQLException | RuntimeException e) {
                scripts.close();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            control.close();
            throw e;
        }
    }

    private static @Nullable TargetSession open(
            TargetId target, Dialect dialect, Connection control, Connection scripts) throws SQLException {
        if (!dialect.sessions().tryLock(scripts, Sessions.Lock.SCRIPTS)) {
            scripts.close();
            control.close();
            return null;
        }
        dialect.ownTables().create(control);
        Fence fence = new Fence(target, dialect.ownTables());
        fence.take(control);
        return new TargetSession(dialect, control, scripts, fence);
    }

    Dialect dialect() {
        return dialect;
    }

    OwnTables tables() {
        return dialect.ownTables();
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

    History history() {
        return history;
    }

    Journal journal() {
        return journal;
    }

    OutboxTable outbox() {
        return outbox;
    }

    SqlErrors errors() {
        return errors;
    }

    /** The catalog as the connection for scripts sees it. */
    CatalogProbe probe() {
        return dialect.probe(scripts);
    }

    /** Gets one step its locks. */
    StepLocks locks(Timeouts timeouts, Budget budget, WaitListener listener, Orders orders) throws SQLException {
        return new StepLocks(
                dialect.locks(), control, scripts, timeouts, budget, listener, orders, ThreadLocalRandom.current());
    }

    /** Whether an error means that the session is of no use any more, and that nobody knows what the server did. */
    boolean isLost(SQLException e) throws SQLException {
        return e instanceof FencedException || !isAlive();
    }

    /** Whether both connections, and with them the locks, are alive. */
    boolean isAlive() throws SQLException {
        return control.isValid(5) && scripts.isValid(5);
    }

    /** Forgets what a script has left in its session, so that the next begins as in a new one. */
    void resetScripts() throws SQLException {
        dialect.sessions().reset(scripts);
    }

    /** Takes back what a script has set, so that Quipu's own tables can be written; keeps all else. */
    void resetSettings() throws SQLException {
        dialect.sessions().resetSettings(scripts);
    }

    /** Sends a script to the server over the connection for scripts. */
    void run(SqlScript script) throws SQLException {
        dialect.sessions().run(scripts, script);
    }

    /** The same at the end of a transaction, with what the script has put off until then. */
    void runToTheEnd(SqlScript script) throws SQLException {
        dialect.sessions().runToTheEnd(scripts, script);
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
