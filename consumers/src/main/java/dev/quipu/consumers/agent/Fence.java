package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.OwnTables;
import dev.quipu.ledger.event.TargetId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The fencing epoch: a number in the target's own tables that every step moves on, in the transaction of the step. An
 * agent that was paused and has lost its lock finds another number than it left, and can't commit.
 */
final class Fence {

    private static final int NONE = -1;
    private static final String MOVE = "UPDATE quipu.fence SET epoch = epoch + 1 WHERE epoch BETWEEN ? AND ?";

    private final TargetId target;
    private final OwnTables tables;
    private long epoch = NONE;
    private long next = NONE;
    private int unknown;

    Fence(TargetId target, OwnTables tables) {
        this.target = target;
        this.tables = tables;
    }

    /** Takes the fence: whoever had it before can't go on. The connection is in autocommit mode, before and after. */
    void take(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (update(connection, "UPDATE quipu.fence SET epoch = epoch + 1") == 0) {
                insert(connection);
            }
            epoch = read(connection);
            connection.commit();
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(tables.sql("INSERT INTO quipu.fence (target, epoch) VALUES (?, 1)"))) {
            statement.setString(1, target.toString());
            statement.executeUpdate();
        }
    }

    /**
     * Moves the fence on, within the caller's transaction, and keeps others out until that ends.
     *
     * @throws FencedException if somebody else has taken it
     */
    long advance(Connection connection) throws SQLException {
        return moved(new Answer(update(connection, MOVE, epoch, epoch + unknown), List.of()), connection);
    }

    /** The call of {@link #advance}, to be made with others. */
    Call move() {
        return Call.of(tables.sql(MOVE), epoch, epoch + unknown);
    }

    /**
     * What {@link #move} was answered, as {@link #advance}.
     *
     * @param within the transaction's connection
     * @throws FencedException if somebody else has taken it
     */
    long moved(Answer answer, Connection within) throws SQLException {
        if (answer.changed() == 0) {
            throw new FencedException(target);
        }
        next = unknown == 0 ? epoch + 1 : read(within);
        return next;
    }

    /** The transaction in which {@link #advance} was called is committed. */
    void advanced() {
        epoch = next;
        unknown = 0;
    }

    /** A script ended that transaction itself: the fence may have moved or not. */
    void maybeAdvanced() {
        unknown++;
    }

    /**
     * Whether the transaction in which {@link #advance} was called is still open: it sees the fence where it was moved
     * to, and nobody else does.
     *
     * @param within its connection
     * @param outside another one
     */
    boolean isPending(Connection within, Connection outside) throws SQLException {
        return read(within) == next && !isCommitted(outside);
    }

    /**
     * Whether that transaction was committed.
     *
     * @param outside a connection that has no transaction open
     * @throws FencedException if somebody else has taken the fence
     */
    boolean isCommitted(Connection outside) throws SQLException {
        long now = read(outside);
        if (now != next && now != next - 1) {
            throw new FencedException(target);
        }
        return now == next;
    }

    private int update(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(sql))) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private long read(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(tables.sql("SELECT target, epoch FROM quipu.fence"));
                ResultSet row = statement.executeQuery()) {
            row.next();
            requireOurs(row.getString(1));
            return row.getLong(2);
        }
    }

    private void requireOurs(String owner) {
        if (!owner.equals(target.toString())) {
            throw new AgentStopped(
                    "the database of %s belongs to target %s".formatted(target, owner),
                    "Give the target a database of its own, or correct its JDBC URL.");
        }
    }
}
