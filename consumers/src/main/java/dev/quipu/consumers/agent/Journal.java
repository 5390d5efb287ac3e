package dev.quipu.consumers.agent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far the statements of a step outside a transaction have come. */
final class Journal {

    private Journal() {}

    /** What the journal says of one statement. */
    enum Progress {
        /** Nothing. */
        NONE,
        /** It was begun; whether it took effect, only the catalog can tell. */
        STARTED,
        /** It took effect. */
        DONE
    }

    static Progress progress(Connection connection, ScriptPart part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            SELECT done_at IS NOT NULL, digest FROM quipu.journal
            WHERE change = ? AND step = ? AND direction = ? AND unit = ?
            """)) {
            bind(statement, part);
            try (ResultSet row = statement.executeQuery()) {
                boolean known =
                        row.next() && row.getString(2).equals(part.digest().toString());
                if (!known) {
                    return Progress.NONE;
                }
                return row.getBoolean(1) ? Progress.DONE : Progress.STARTED;
            }
        }
    }

    static void started(Connection connection, ScriptPart part, long epoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            INSERT INTO quipu.journal (change, step, direction, unit, digest, epoch) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (change, step, direction, unit)
            DO UPDATE SET digest = excluded.digest, epoch = excluded.epoch, started_at = now(), done_at = NULL
            """)) {
            bind(statement, part);
            statement.setString(5, part.digest().toString());
            statement.setLong(6, epoch);
            statement.executeUpdate();
        }
    }

    static void done(Connection connection, ScriptPart part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            UPDATE quipu.journal SET done_at = now()
            WHERE change = ? AND step = ? AND direction = ? AND unit = ?
            """)) {
            bind(statement, part);
            statement.executeUpdate();
        }
    }

    /** Forgets one statement, so that it runs again. */
    static void forget(Connection connection, ScriptPart part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM quipu.journal WHERE change = ? AND step = ? AND direction = ? AND unit = ?")) {
            bind(statement, part);
            statement.executeUpdate();
        }
    }

    /** Forgets a step, which from now on stands in the history. */
    static void forget(Connection connection, StepRun run) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM quipu.journal WHERE change = ? AND step = ?")) {
            statement.setString(1, run.task().change().toString());
            statement.setInt(2, run.number());
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, ScriptPart part) throws SQLException {
        StepRun run = part.run();
        statement.setString(1, run.task().change().toString());
        statement.setInt(2, run.number());
        statement.setString(3, run.task().direction().name());
        statement.setInt(4, part.number());
    }
}
