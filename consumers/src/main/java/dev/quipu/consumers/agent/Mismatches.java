package dev.quipu.consumers.agent;

import dev.quipu.consumers.compare.Comparison.Mismatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What a comparing step found last, kept beside the data: keys are row data, which stays out of the ledger. */
final class Mismatches {

    private final TargetSession session;

    Mismatches(TargetSession session) {
        this.session = session;
    }

    /** Puts {@code found} in the place of what the step found before. */
    void replace(StepRun run, List<Mismatch> found) throws SQLException {
        Connection connection = session.control();
        connection.setAutoCommit(false);
        try {
            delete(connection, run);
            insert(connection, run, found);
            connection.commit();
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void delete(Connection connection, StepRun run) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(session.tables().sql("""
                    DELETE FROM quipu.mismatch WHERE "change" = ? AND step = ?
                    """))) {
            statement.setString(1, run.task().change().toString());
            statement.setInt(2, run.number());
            statement.executeUpdate();
        }
    }

    private void insert(Connection connection, StepRun run, List<Mismatch> found) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(session.tables().sql("""
                    INSERT INTO quipu.mismatch ("change", step, place, found, row_key, differing) VALUES (?, ?, ?, ?, ?, ?)
                    """))) {
            int place = 0;
            for (Mismatch mismatch : found) {
                statement.setString(1, run.task().change().toString());
                statement.setInt(2, run.number());
                statement.setInt(3, ++place);
                statement.setString(4, mismatch.found());
                statement.setString(5, mismatch.key());
                statement.setString(6, String.join(", ", mismatch.columns()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
