package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.lock.StepLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a step in one database transaction with its history row and its report. */
final class TransactionalStep {

    private final TargetSession session;
    private final StepLocks locks;
    private final StepCommit commit;
    private final CrashPoints crashPoints;

    TransactionalStep(TargetSession session, StepLocks locks, StepCommit commit, CrashPoints crashPoints) {
        this.session = session;
        this.locks = locks;
        this.commit = commit;
        this.crashPoints = crashPoints;
    }

    /** What is done within the transaction. */
    @FunctionalInterface
    interface Body {
        /** The failure, or null if it went well. */
        @Nullable
        Failure run(Connection connection) throws SQLException;
    }

    /**
     * Runs it; nothing of it stays unless all of it does.
     *
     * @throws SQLException as the database says it
     */
    StepResult run(StepRun run, Body body) throws SQLException {
        Connection connection = session.scripts();
        try {
            StepResult result = runOpen(connection, run, body);
            if (result instanceof StepResult.Committed) {
                crashPoints.passed(CrashPoint.COMMITTED);
            }
            return result;
        } finally {
            end(connection);
        }
    }

    private StepResult runOpen(Connection connection, StepRun run, Body body) throws SQLException {
        long began = System.nanoTime();
        long epoch = begin(connection);
        Failure failure = run(connection, body);
        if (failure != null) {
            return new StepResult.Failed(failure);
        }
        crashPoints.passed(CrashPoint.SCRIPT_RUN);
        StepCommit.Rows rows = commit.rows(run, epoch, (System.nanoTime() - began) / 1_000);
        crashPoints.passed(CrashPoint.BEFORE_COMMIT);
        if (!commit(connection, epoch, rows.calls())) {
            return new StepResult.Failed(ended(""));
        }
        session.fence().advanced();
        session.outbox().committed(rows.entries());
        return new StepResult.Committed();
    }

    private long begin(Connection connection) throws SQLException {
        Call move = session.fence().move();
        Call limits = locks.limits();
        List<Answer> answers =
                session.dialect().sessions().begin(connection, limits == null ? List.of(move) : List.of(move, limits));
        long epoch = session.fence().moved(answers.getFirst(), connection);
        if (limits == null) {
            locks.limitTransaction();
        } else {
            locks.requireLimits(answers.getLast());
        }
        return epoch;
    }

    /** False, and nothing is written, if the script has ended its transaction. */
    private boolean commit(Connection connection, long epoch, List<Call> rows) throws SQLException {
        Call moved = session.tables().requireMoved(epoch);
        if (moved == null) {
            session.resetSettings();
            if (!session.fence().isPending(connection, session.control())) {
                return false;
            }
        }
        Stream<Call> first = Stream.ofNullable(moved);
        try {
            session.dialect()
                    .sessions()
                    .commit(connection, Stream.concat(first, rows.stream()).toList());
            return true;
        } catch (SQLException e) {
            if (!session.tables().isNotMoved(e)) {
                throw e;
            }
            connection.rollback();
            session.fence().isCommitted(session.control());
            return false;
        }
    }

    private @Nullable Failure run(Connection connection, Body body) throws SQLException {
        try {
            AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
            locks.watched(() -> failure.set(body.run(connection)));
            return failure.get();
        } catch (SQLException e) {
            if (session.isLost(e)) {
                throw e;
            }
            connection.rollback();
            if (session.fence().isCommitted(session.control())) {
                return ended(
                        ", and then failed: " + session.errors().failure(e, "").message());
            }
            throw e;
        }
    }

    private Failure ended(String more) {
        session.fence().maybeAdvanced();
        return new Failure(
                "transaction",
                "the script has ended its transaction%s. A part of it may be in effect: look, put it right by hand, and leave COMMIT and ROLLBACK out or set transaction: none"
                        .formatted(more));
    }

    private static void end(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
