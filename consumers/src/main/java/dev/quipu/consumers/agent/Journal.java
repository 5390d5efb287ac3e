package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.OwnTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far the statements of a step outside a transaction have come. Thread-safe. */
final class Journal {

    private final OwnTables tables;

    Journal(OwnTables tables) {
        this.tables = tables;
    }

    /** What the journal says of one statement. */
    enum Progress {
        /** Nothing. */
        NONE,
        /** It was begun; whether it took effect, only the catalog can tell. */
        STARTED,
        /** It took effect. */
        DONE
    }

    Progress progress(Connection connection, ScriptPart part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("""
            SELECT done_at IS NOT NULL, digest FROM quipu.journal
            WHERE "change" = ? AND step = ? AND direction = ? AND unit = ?
            """))) {
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

    /** What the catalog said before a statement that was begun. */
    String witness(Connection connection, ScriptPart part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("""
            SELECT witness FROM quipu.journal WHERE "change" = ? AND step = ? AND direction = ? AND unit = ?
            """))) {
            bind(statement, part);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /**
     * Writes that a statement begins, within the caller's transaction.
     *
     * @param witness what the catalog says before it
     */
    void started(Connection connection, ScriptPart part, long epoch, String witness) throws SQLException {
        forget(connection, part);
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("""
            INSERT INTO quipu.journal ("change", step, direction, unit, digest, epoch, witness)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """))) {
            bind(statement, part);
            statement.setString(5, part.digest().toString());
            statement.setLong(6, epoch);
            statement.setString(7, witness);
            statement.executeUpdate();
        }
    }

    void done(Connection connection, ScriptPart part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("""
            UPDATE quipu.journal SET done_at = CURRENT_TIMESTAMP(6)
            WHERE "change" = ? AND step = ? AND direction = ? AND unit = ?
            """))) {
            bind(statement, part);
            statement.executeUpdate();
        }
    }

    /** Forgets one statement, so that it runs again. */
    void forget(Connection connection, ScriptPart part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("""
            DELETE FROM quipu.journal WHERE "change" = ? AND step = ? AND direction = ? AND unit = ?
            """))) {
            bind(statement, part);
            statement.executeUpdate();
        }
    }

    /** Forgets a step, which from now on stands in the history. */
    void forget(Connection connection, StepRun run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("""
            DELETE FROM quipu.journal WHERE "change" = ? AND step = ?
            """))) {
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
