package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
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

    /** Asks for the last thing that was done with a step; {@link #row} reads the answer. */
    Call last(ChangeId change, int step) {
        return Call.of(tables.sql("""
            SELECT direction, digest, order_id, attempt, epoch, duration_micros
            FROM quipu.history WHERE "change" = ? AND step = ? ORDER BY seq DESC LIMIT 1\
            """), change.toString(), step);
    }

    /** The last thing that was done with a step, or null. */
    static @Nullable Row row(Answer last) {
        return last.isEmpty()
                ? null
                : new Row(
                        Direction.valueOf(last.text(1)),
                        last.text(2),
                        UUID.fromString(last.text(3)),
                        Integer.parseInt(last.text(4)),
                        Long.parseLong(last.text(5)),
                        Long.parseLong(last.text(6)));
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

    /** Writes that a step is done. */
    Call add(StepRun run, long epoch, long durationMicros) {
        return Call.of(
                tables.sql("""
                    INSERT INTO quipu.history
                        ("change", step, direction, name, digest, order_id, attempt, epoch, duration_micros)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                    """),
                run.task().change().toString(),
                run.number(),
                run.task().direction().name(),
                run.step().name(),
                run.digest().toString(),
                run.task().order(),
                run.attempt(),
                epoch,
                durationMicros);
    }
}
