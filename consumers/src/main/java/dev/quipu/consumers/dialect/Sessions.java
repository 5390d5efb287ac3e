package dev.quipu.consumers.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * Sends a script to the server, and reads every result to its end.
     *
     * @throws LocatedException if the script was sent in pieces: the error with its line in the script
     */
    void run(Connection connection, SqlScript script) throws SQLException;

    /**
     * Does {@link #run} in a transaction, and then what the script's statements have put off until that commits, while
     * time limits still hold.
     */
    default void runToTheEnd(Connection connection, SqlScript script) throws SQLException {
        run(connection, script);
    }

    /** A query that finds no more rows than these, where the driver has to be helped with that. */
    default String limited(SqlScript query, int rows) {
        return query.text();
    }

    /**
     * Makes calls one after the other, up to the first that fails; in one round trip where the product's driver can.
     *
     * @param connection of either kind
     * @return an answer per call
     */
    default List<Answer> send(Connection connection, List<Call> calls) throws SQLException {
        List<Answer> answers = new ArrayList<>(calls.size());
        for (Call call : calls) {
            try (PreparedStatement statement = connection.prepareStatement(call.sql())) {
                int place = 1;
                for (Object value : call.values()) {
                    statement.setObject(place++, value);
                }
                statement.execute();
                answers.add(Answer.of(statement));
            }
        }
        return answers;
    }

    /**
     * Does {@link #reset}, opens a transaction, and makes calls in it.
     *
     * @param scripts of {@link #connectForScripts}, in autocommit mode before, and not afterwards
     */
    default List<Answer> begin(Connection scripts, List<Call> calls) throws SQLException {
        reset(scripts);
        scripts.setAutoCommit(false);
        return send(scripts, calls);
    }

    /** Does {@link #resetSettings}, makes calls, and commits; if one fails, the transaction is to be rolled back. */
    default void commit(Connection scripts, List<Call> calls) throws SQLException {
        resetSettings(scripts);
        send(scripts, calls);
        scripts.commit();
    }
}
