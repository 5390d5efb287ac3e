package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.lock.StepLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
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

    /** What is asked as a transaction begins. */
    interface Look {
        /** Nothing. */
        Look NONE = new Look() {
            @Override
            public List<Call> calls() {
                return List.of();
            }

            @Override
            public boolean allows(List<Answer> answers) {
                return true;
            }
        };

        /** What the database is asked. */
        List<Call> calls();

        /** Whether to go on after these answers. */
        boolean allows(List<Answer> answers) throws SQLException;
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
        return finish(run, Objects.requireNonNull(open(Look.NONE, body)));
    }

    /**
     * A step whose body has run in the session's transaction, which is open.
     *
     * @param failure what the body came to, or null if it went well
     */
    record Opened(long epoch, long durationMicros, @Nullable Failure failure) {}

    /**
     * Begins a transaction and runs the body in it; if that fails, nothing is open.
     *
     * @return null if the look doesn't allow it
     * @throws SQLException as the database says it
     */
    @Nullable
    Opened open(Look look, Body body) throws SQLException {
        Connection connection = session.scripts();
        boolean open = false;
        try {
            long began = System.nanoTime();
            Begun begun = begin(connection, look.calls());
            if (!look.allows(begun.answers())) {
                return null;
            }
            Failure failure = run(connection, body);
            if (failure == null) {
                crashPoints.passed(CrashPoint.SCRIPT_RUN);
            }
            open = true;
            return new Opened(begun.epoch(), (System.nanoTime() - began) / 1_000, failure);
        } finally {
            if (!open) {
                end(connection);
            }
        }
    }

    /**
     * Writes the step's rows and commits, or rolls back what has failed; nothing is open afterwards.
     *
     * @throws SQLException as the database says it
     */
    StepResult finish(StepRun run, Opened opened) throws SQLException {
        Connection connection = session.scripts();
        try {
            StepResult result = opened.failure() == null
                    ? commit(connection, run, opened)
                    : new StepResult.Failed(opened.failure());
            if (result instanceof StepResult.Committed) {
                crashPoints.passed(CrashPoint.COMMITTED);
            }
            return result;
        } finally {
            end(connection);
        }
    }

    /** Rolls back what {@link #open} has opened. */
    void drop() throws SQLException {
        end(session.scripts());
    }

    private StepResult commit(Connection connection, StepRun run, Opened opened) throws SQLException {
        StepCommit.Rows rows = commit.rows(run, opened.epoch(), opened.durationMicros());
        crashPoints.passed(CrashPoint.BEFORE_COMMIT);
        if (!commit(connection, opened.epoch(), rows.calls())) {
            return new StepResult.Failed(ended(""));
        }
        session.fence().advanced();
        session.outbox().committed(rows.entries());
        return new StepResult.Committed();
    }

    private record Begun(long epoch, List<Answer> answers) {}

    private Begun begin(Connection connection, List<Call> more) throws SQLException {
        Call limits = locks.limits();
        List<Call> ours = limits == null
                ? List.of(session.fence().move())
                : List.of(session.fence().move(), limits);
        List<Answer> answers = session.dialect()
                .sessions()
                .begin(connection, Stream.concat(ours.stream(), more.stream()).toList());
        long epoch = session.fence().moved(answers.getFirst(), connection);
        if (limits == null) {
            locks.limitTransaction();
        } else {
            locks.requireLimits(answers.get(1));
        }
        return new Begun(epoch, answers.subList(ours.size(), answers.size()));
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
