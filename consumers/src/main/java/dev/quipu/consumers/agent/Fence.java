package dev.quipu.consumers.agent;

import dev.quipu.ledger.event.TargetId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The fencing epoch: a number in the target's own tables that every step moves on, in the transaction of the step. An
 * agent that was paused and has lost its lock finds another number than it left, and can't commit.
 */
final class Fence {

    private static final int NONE = -1;

    private final TargetId target;
    private long epoch = NONE;
    private long next = NONE;
    private int unknown;

    Fence(TargetId target) {
        this.target = target;
    }

    /** Takes the fence: whoever had it before can't go on. */
    void take(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            INSERT INTO quipu.fence (target, epoch) VALUES (?, 1)
            ON CONFLICT (only_row) DO UPDATE SET epoch = quipu.fence.epoch + 1
            RETURNING target, epoch
            """)) {
            statement.setString(1, target.toString());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                requireOurs(row.getString(1));
                epoch = row.getLong(2);
            }
        }
    }

    private void requireOurs(String owner) {
        if (!owner.equals(target.toString())) {
            throw new AgentStopped(
                    "the database of %s belongs to target %s".formatted(target, owner),
                    "Give the target a database of its own, or correct its JDBC URL.");
        }
    }

    /**
     * Moves the fence on, within the caller's transaction, and keeps others out until that ends.
     *
     * @throws FencedException if somebody else has taken it
     */
    long advance(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE quipu.fence SET epoch = epoch + 1" + " WHERE epoch BETWEEN ? AND ? RETURNING epoch")) {
            statement.setLong(1, epoch);
            statement.setLong(2, epoch + unknown);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new FencedException(target);
                }
                next = row.getLong(1);
                return next;
            }
        }
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
}
