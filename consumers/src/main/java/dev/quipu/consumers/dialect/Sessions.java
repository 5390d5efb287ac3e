package dev.quipu.consumers.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections of an agent to a database product, and what it tells the server about its sessions. Thread-safe. */
public interface Sessions {

    /** The locks by which agents of one database keep each other out; a session gives them up by ending. */
    enum Lock {
        /** Held by the session for bookkeeping: who works on the target. */
        AGENT,
        /** Held by the session for scripts: no statement of an earlier agent is still running. */
        SCRIPTS
    }

    /** Opens a connection for bookkeeping, in autocommit mode. */
    Connection connect(String jdbcUrl, String user, String password) throws SQLException;

    /** Opens a connection that sends scripts to the server as they are, in autocommit mode. */
    Connection connectForScripts(String jdbcUrl, String user, String password) throws SQLException;

    /** Takes a lock if nobody has it, and never waits for it. */
    boolean tryLock(Connection connection, Lock lock) throws SQLException;

    /**
     * Forgets what a script has left in its session, so that the next begins as in a new one, and keeps the locks.
     *
     * @param connection of {@link #connectForScripts}, in autocommit mode
     */
    void reset(Connection connection) throws SQLException;

    /** Takes back what a script has set, so that Quipu's own tables can be written; keeps all else. */
    void resetSettings(Connection connection) throws SQLException;
}
