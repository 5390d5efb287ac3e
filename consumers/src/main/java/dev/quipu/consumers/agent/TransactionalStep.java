package dev.quipu.consumers.agent;

import dev.quipu.consumers.lock.StepLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
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
        session.resetScripts();
        connection.setAutoCommit(false);
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
        long epoch = session.fence().advance(connection);
        locks.limitTransaction();
        Failure failure = run(connection, body);
        if (failure != null) {
            return new StepResult.Failed(failure);
        }
        crashPoints.passed(CrashPoint.SCRIPT_RUN);
        session.resetSettings();
        if (!session.fence().isPending(connection, session.control())) {
            return new StepResult.Failed(ended(""));
        }
        commit.write(connection, run, epoch, (System.nanoTime() - began) / 1_000);
        crashPoints.passed(CrashPoint.BEFORE_COMMIT);
        connection.commit();
        session.fence().advanced();
        return new StepResult.Committed();
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
