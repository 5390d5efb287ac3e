package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.BackfillStore;
import dev.quipu.consumers.backfill.Checkpoint;
import dev.quipu.consumers.backfill.Range;
import dev.quipu.consumers.backfill.Walk;
import dev.quipu.consumers.dialect.TimeLimits;
import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Limit;
import dev.quipu.ledger.change.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes the rows of one range, in one transaction with the fence and the checkpoint. For one thread. */
final class BatchRunner {

    /** Data exception, integrity constraint, check option, and what triggers raise: other rows may do. */
    private static final List<String> OF_ROWS = List.of("22", "23", "44", "45", "P0");

    private static final Duration IDLE_IN_TRANSACTION = Duration.ofMinutes(1);

    private final TargetSession session;
    private final BackfillStore store;
    private final Walk walk;
    private final Fill fill;
    private final CrashPoints crashPoints;
    private @Nullable TimeLimits inEffect;

    BatchRunner(TargetSession session, BackfillStore store, Walk walk, Fill fill, CrashPoints crashPoints) {
        this.session = session;
        this.store = store;
        this.walk = walk;
        this.fill = fill;
        this.crashPoints = crashPoints;
    }

    /** How a batch is told before it is committed how many sessions wait for it. */
    @FunctionalInterface
    interface BeforeCommit {
        void run(Duration took) throws SQLException;
    }

    /**
     * Changes the rows of a range.
     *
     * @param after what the checkpoint is, given how many rows were changed
     * @throws SQLException if the session is lost: then nobody knows yet what happened
     */
    BatchOutcome run(Range range, Limits limits, CheckpointAfter after, BeforeCommit beforeCommit) throws SQLException {
        limit(limits);
        Connection connection = session.scripts();
        long began = System.nanoTime();
        try {
            long changed = inTransaction(epoch -> {
                long rows = execute(statement(range));
                crashPoints.passed(CrashPoint.BATCH_RUN);
                store.save(connection, after.apply(rows));
                beforeCommit.run(Duration.ofNanos(System.nanoTime() - began));
                return rows;
            });
            crashPoints.passed(CrashPoint.BATCH_COMMITTED);
            return new BatchOutcome.Committed(changed, Duration.ofNanos(System.nanoTime() - began));
        } catch (SQLException e) {
            if (session.isLost(e)) {
                throw e;
            }
            return outcome(e);
        }
    }

    /** What the checkpoint is after a batch. */
    @FunctionalInterface
    interface CheckpointAfter {
        Checkpoint apply(long changed);
    }

    /** What an error means that leaves the session alive. */
    BatchOutcome outcome(SQLException e) {
        Failure failure = session.errors().failure(e, "");
        String state = String.valueOf(e.getSQLState());
        if (session.errors().isTransient(e)
                || session.dialect().locks().isLockTimeout(e)
                || session.dialect().locks().isBrokenOff(state)) {
            return new BatchOutcome.Blocked(failure);
        }
        return OF_ROWS.stream().anyMatch(state::startsWith)
                ? new BatchOutcome.RowsRefused(failure)
                : new BatchOutcome.Impossible(failure);
    }

    /** Work within one transaction that begins with the fence. */
    @FunctionalInterface
    interface Work<R> {
        R run(long epoch) throws SQLException;
    }

    <R> R inTransaction(Work<R> work) throws SQLException {
        Connection connection = session.scripts();
        connection.setAutoCommit(false);
        try {
            R result = work.run(session.fence().advance(connection));
            connection.commit();
            session.fence().advanced();
            return result;
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Limits what follows on the connection for scripts. */
    void limit(Limits limits) throws SQLException {
        TimeLimits asked = new TimeLimits(
                limits.duration(Limit.BATCH_LOCK_TIMEOUT), limits.duration(Limit.BATCH_TIMEOUT), IDLE_IN_TRANSACTION);
        if (!asked.equals(inEffect)) {
            session.dialect().locks().limitSession(session.scripts(), asked);
            inEffect = asked;
        }
    }

    private long execute(String sql) throws SQLException {
        try (Statement statement = session.scripts().createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.execute(sql) ? 0 : Math.max(0, statement.getLargeUpdateCount());
        }
    }

    private String statement(Range range) throws SQLException {
        return switch (fill) {
            case Fill.Rows(String set, String where) ->
                "UPDATE %s SET %s\nWHERE %s%s"
                        .formatted(
                                walk.sql().quote(walk.table()),
                                set,
                                walk.condition(session.scripts(), "", range),
                                where == null ? "" : " AND (" + where + "\n)");
            case Fill.Statement statement -> {
                String alias = statement.alias();
                String prefix = alias == null ? "" : alias + ".";
                yield statement.with("(" + walk.condition(session.scripts(), prefix, range) + ")");
            }
            case Fill.Nothing nothing -> "";
        };
    }
}
