package dev.quipu.consumers.agent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Runs a step in one database transaction with its history row and its report. */
final class TransactionalStep {

    /** Waiting longer for a lock would make everybody else queue behind us. */
    private static final String LOCK_TIMEOUT = "3s";

    private final TargetSession session;
    private final StepCommit commit;
    private final CrashPoints crashPoints;

    TransactionalStep(TargetSession session, StepCommit commit, CrashPoints crashPoints) {
        this.session = session;
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
            crashPoints.passed(CrashPoint.COMMITTED);
            return result;
        } finally {
            end(connection);
        }
    }

    private StepResult runOpen(Connection connection, StepRun run, Body body) throws SQLException {
        long began = System.nanoTime();
        long epoch = session.fence().advance(connection);
        execute(connection, "SET LOCAL lock_timeout = '" + LOCK_TIMEOUT + "'");
        String transaction = transactionId(connection);
        Failure failure = body.run(connection);
        if (failure != null) {
            return new StepResult.Failed(failure);
        }
        crashPoints.passed(CrashPoint.SCRIPT_RUN);
        execute(connection, "SET SESSION AUTHORIZATION DEFAULT");
        if (!transaction.equals(transactionId(connection))) {
            return new StepResult.Failed(new Failure(
                    "transaction",
                    "the script has ended its transaction, so a part of it may be in effect: leave COMMIT and ROLLBACK"
                            + " out, or set transaction: none"));
        }
        commit.write(connection, run, epoch, (System.nanoTime() - began) / 1_000);
        crashPoints.passed(CrashPoint.BEFORE_COMMIT);
        connection.commit();
        session.fence().advanced();
        return new StepResult.Committed();
    }

    private static void end(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String transactionId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_xact_id()")) {
            row.next();
            return row.getString(1);
        }
    }
}
