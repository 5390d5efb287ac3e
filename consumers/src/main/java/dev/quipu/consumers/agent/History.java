package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.OwnTables;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.state.Work.Task;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the target's database says has been done to it. Thread-safe. */
final class History {

    private final OwnTables tables;

    History(OwnTables tables) {
        this.tables = tables;
    }

    /**
     * One step that was done.
     *
     * @param durationMicros how long it took
     */
    record Row(Direction direction, String digest, UUID order, int attempt, long epoch, long durationMicros) {}

    /** The last thing that was done with a step, or null. */
    @Nullable
    Row last(Connection connection, ChangeId change, int step) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("""
            SELECT direction, digest, order_id, attempt, epoch, duration_micros
            FROM quipu.history WHERE "change" = ? AND step = ? ORDER BY seq DESC LIMIT 1
            """))) {
            statement.setString(1, change.toString());
            statement.setInt(2, step);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Row(
                                Direction.valueOf(row.getString(1)),
                                row.getString(2),
                                UUID.fromString(row.getString(3)),
                                row.getInt(4),
                                row.getLong(5),
                                row.getLong(6))
                        : null;
            }
        }
    }

    /**
     * What the steps of a task that are done come to.
     *
     * @param durationMicros how long they took together
     * @param epoch of the last
     */
    record Total(long durationMicros, long epoch) {}

    /** The total of a task's steps; zeros if none is done. */
    Total total(Connection connection, Task task) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("""
            SELECT coalesce(sum(duration_micros), 0), coalesce(max(epoch), 0)
            FROM quipu.history WHERE "change" = ? AND direction = ? AND order_id = ?
            """))) {
            statement.setString(1, task.change().toString());
            statement.setString(2, task.direction().name());
            statement.setObject(3, task.order());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Total(row.getLong(1), row.getLong(2));
            }
        }
    }

    /** Writes that a step is done, within the caller's transaction. */
    void add(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("""
            INSERT INTO quipu.history
                ("change", step, direction, name, digest, order_id, attempt, epoch, duration_micros)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """))) {
            statement.setString(1, run.task().change().toString());
            statement.setInt(2, run.number());
            statement.setString(3, run.task().direction().name());
            statement.setString(4, run.step().name());
            statement.setString(5, run.digest().toString());
            statement.setObject(6, run.task().order());
            statement.setInt(7, run.attempt());
            statement.setLong(8, epoch);
            statement.setLong(9, durationMicros);
            statement.executeUpdate();
        }
    }
}
