package dev.quipu.consumers.backfill;

import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.OwnTables;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a backfill in the target's own tables. Immutable. */
public record BackfillStore(OwnTables tables, ChangeId change, int step, Direction direction) {

    private static final String MINE = " WHERE \"change\" = ? AND step = ? AND direction = ?";

    /** The checkpoint, or null if it has not begun. */
    public @Nullable Checkpoint load(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(tables.sql("""
            SELECT reached, goal, scanned, changed, batches, quarantined, accepted, accepted_at,
                   held_micros, worked_micros, batch_size
            FROM quipu.backfill\
            """ + MINE))) {
            bind(query, 1);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? checkpoint(row) : null;
            }
        }
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        String reached = row.getString(1);
        return new Checkpoint(
                reached == null ? null : KeyText.parse(reached),
                KeyText.parse(row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                Duration.ofNanos(1_000 * row.getLong(9)),
                Duration.ofNanos(1_000 * row.getLong(10)),
                row.getInt(11));
    }

    /** Writes the first checkpoint, within the caller's transaction, and forgets what an earlier backfill has left. */
    public void begin(Connection connection, Checkpoint first) throws SQLException {
        forget(connection);
        execute(connection, "DELETE FROM quipu.quarantine" + MINE);
        try (PreparedStatement insert = connection.prepareStatement(tables.sql("""
            INSERT INTO quipu.backfill
                ("change", step, direction, goal, scanned, changed, batches, quarantined, accepted, accepted_at,
                 held_micros, worked_micros, batch_size)
            VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0)
            """))) {
            bind(insert, 1);
            insert.setString(4, KeyText.of(first.goal()));
            insert.executeUpdate();
        }
    }

    /** Writes a checkpoint, within the caller's transaction. */
    public void save(Connection connection, Checkpoint checkpoint) throws SQLException {
        List<String> reached = checkpoint.reached();
        try (PreparedStatement update = connection.prepareStatement(tables.sql("""
            UPDATE quipu.backfill SET reached = ?, scanned = ?, changed = ?, batches = ?, quarantined = ?,
                accepted = ?, accepted_at = ?, held_micros = ?, worked_micros = ?, batch_size = ?\
            """ + MINE))) {
            update.setString(1, reached == null ? null : KeyText.of(reached));
            update.setLong(2, checkpoint.scanned());
            update.setLong(3, checkpoint.changed());
            update.setLong(4, checkpoint.batches());
            update.setLong(5, checkpoint.quarantined());
            update.setLong(6, checkpoint.accepted());
            update.setLong(7, checkpoint.acceptedAt());
            update.setLong(8, checkpoint.held().toNanos() / 1_000);
            update.setLong(9, checkpoint.worked().toNanos() / 1_000);
            update.setInt(10, checkpoint.batchSize());
            bind(update, 11);
            update.executeUpdate();
        }
    }

    /** Sets a row aside, within the caller's transaction. The key stays in this database. */
    public void quarantine(Connection connection, List<String> key, String state, String message) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(tables.sql("""
            INSERT INTO quipu.quarantine ("change", step, direction, row_key, sql_state, message)
            VALUES (?, ?, ?, ?, ?, ?)
            """))) {
            bind(insert, 1);
            insert.setString(4, KeyText.of(key));
            insert.setString(5, state);
            insert.setString(6, message);
            insert.executeUpdate();
        }
    }

    /** Forgets the checkpoint, within the caller's transaction. */
    public void forget(Connection connection) throws SQLException {
        execute(connection, "DELETE FROM quipu.backfill" + MINE);
    }

    /** Forgets the checkpoints of a change that is taken back: its steps begin anew if it comes again. */
    public static Call forgetForward(OwnTables tables, ChangeId change) {
        return Call.of(
                tables.sql("DELETE FROM quipu.backfill WHERE \"change\" = ? AND direction = ?"),
                change.toString(),
                Direction.FORWARD.name());
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(sql))) {
            bind(statement, 1);
            statement.executeUpdate();
        }
    }

    private void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, change.toString());
        statement.setInt(first + 1, step);
        statement.setString(first + 2, direction.name());
    }
}
