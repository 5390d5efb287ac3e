package dev.quipu.consumers.agent;

import dev.quipu.ledger.event.ChangeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the database's own tables say of the copies that backup steps have made. For one thread. */
final class Copies {

    private final TargetSession session;

    Copies(TargetSession session) {
        this.session = session;
    }

    /**
     * A copy whose time is over.
     *
     * @param number of its row
     */
    record Expired(long number, ChangeId change, String copy) {}

    /** Writes that a copy is made, within the caller's transaction. */
    void add(Connection connection, StepRun run, String copy, String source, long rows, long retainSeconds)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, """
            INSERT INTO quipu.backup ("change", step, copy_name, source, row_count, retain_seconds)
            VALUES (?, ?, ?, ?, ?, ?)
            """)) {
            statement.setString(1, run.task().change().toString());
            statement.setInt(2, run.number());
            statement.setString(3, copy);
            statement.setString(4, source);
            statement.setLong(5, rows);
            statement.setLong(6, retainSeconds);
            statement.executeUpdate();
        }
    }

    /** How many copies a step has made, those included that are gone. */
    int count(Connection connection, ChangeId change, int step) throws SQLException {
        try (PreparedStatement statement = prepare(connection, """
            SELECT count(*) FROM quipu.backup WHERE "change" = ? AND step = ?
            """)) {
            statement.setString(1, change.toString());
            statement.setInt(2, step);
            return number(statement);
        }
    }

    /** Whether a copy of this name is one of ours and not dropped by us. */
    boolean isKept(Connection connection, String copy) throws SQLException {
        try (PreparedStatement statement = prepare(connection, """
            SELECT count(*) FROM quipu.backup WHERE copy_name = ? AND dropped_at IS NULL
            """)) {
            statement.setString(1, copy);
            return number(statement) > 0;
        }
    }

    void rename(Connection connection, String copy, String newName) throws SQLException {
        Scripts.execute(connection, session.dialect().copies().rename(copy, newName));
        try (PreparedStatement statement = prepare(connection, """
            UPDATE quipu.backup SET copy_name = ? WHERE copy_name = ? AND dropped_at IS NULL
            """)) {
            statement.setString(1, newName);
            statement.setString(2, copy);
            statement.executeUpdate();
        }
    }

    /** The copies whose time is over, counted from the last thing that was done with their change. */
    List<Expired> expired(Connection connection) throws SQLException {
        List<Expired> expired = new ArrayList<>();
        try (PreparedStatement statement = prepare(
                        connection, """
                            SELECT b.seq, b."change", b.copy_name FROM quipu.backup b
                            WHERE b.dropped_at IS NULL AND b.retain_seconds <
                                (SELECT min(%s - h.duration_micros / 1000000) FROM quipu.history h WHERE h."change" = b."change")
                            ORDER BY b.seq
                            """.formatted(session.dialect().copies().secondsSince("h.at")));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                expired.add(new Expired(rows.getLong(1), ChangeId.parse(rows.getString(2)), rows.getString(3)));
            }
        }
        return expired;
    }

    /** Writes that a copy is gone, within the caller's transaction. */
    void dropped(Connection connection, long number) throws SQLException {
        try (PreparedStatement statement =
                prepare(connection, "UPDATE quipu.backup SET dropped_at = CURRENT_TIMESTAMP WHERE seq = ?")) {
            statement.setLong(1, number);
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(session.tables().sql(sql));
    }

    private static int number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
