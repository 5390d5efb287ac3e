package dev.quipu.consumers.dialect;

import java.sql.SQLException;

/** How busy a database is, as its server says. Sessions of agents don't count. For one thread. */
public interface LoadSignals {

    /** How far the slowest replica is behind, in seconds; 0 if there is none. */
    Signal replicaLag() throws SQLException;

    /** How many sessions are running a statement. */
    Signal activeSessions() throws SQLException;

    /** How many sessions wait for a lock that this one holds, or that it waits for before them. */
    Signal waitersBehind(String session) throws SQLException;

    /** How long the oldest transaction has been open, in seconds; 0 if there is none. */
    Signal longestTransaction() throws SQLException;

    /** How much of the write-ahead log is kept because something has not caught up with it, in bytes. */
    Signal logBacklog() throws SQLException;

    /** Whether the database cleans up or analyses the table just now: 1 or 0. */
    Signal maintenance(TableName table) throws SQLException;
}
