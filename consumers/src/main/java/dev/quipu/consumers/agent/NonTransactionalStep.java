package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.SqlScript;
import dev.quipu.consumers.lock.StepLocks;
import dev.quipu.consumers.lock.StepRefused;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step whose script can't be one transaction. Its units reach the server one by one. A unit that may run in a
 * transaction is committed together with its journal row; one that may not has a row that says STARTED before and DONE
 * after it, and if the agent dies in between, the catalog decides. What a script sets for its session is set again for
 * each unit, so that a unit runs the same whether or not the agent was started again before it.
 */
final class NonTransactionalStep {

    private final TargetSession session;
    private final StepLocks locks;
    private final StepCommit commit;
    private final CrashPoints crashPoints;
    private final Runnable progress;
    private final LostNames lost = new LostNames();
    private boolean begun;

    NonTransactionalStep(
            TargetSession session, StepLocks locks, StepCommit commit, CrashPoints crashPoints, Runnable progress) {
        this.session = session;
        this.locks = locks;
        this.commit = commit;
        this.crashPoints = crashPoints;
        this.progress = progress;
    }

    /**
     * Runs it from where it was left.
     *
     * @throws SQLException if the session is lost, or only a lock stood in the way; units that were done stay done, and
     *     are not run again
     */
    StepResult run(StepRun run, SqlScript script) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        if (!begun) {
            session.resetScripts();
        }
        for (ScriptPart part : ScriptPart.of(run, script)) {
            Failure failure = runPart(part);
            if (failure != null) {
                return new StepResult.Failed(failure);
            }
            progress.run();
        }
        inTransaction(epoch -> {
            commit.write(session.scripts(), run, epoch, (System.nanoTime() - began) / 1_000);
            session.journal().forget(session.scripts(), run);
        });
        crashPoints.passed(CrashPoint.COMMITTED);
        return new StepResult.Committed();
    }

    private @Nullable Failure runPart(ScriptPart part) throws SQLException, InterruptedException {
        try {
            Journal.Progress progress =
                    part.isSetting() ? Journal.Progress.NONE : session.journal().progress(session.control(), part);
            return progress == Journal.Progress.DONE ? skip(part) : runPart(part, progress);
        } catch (SQLException e) {
            if (session.isLost(e) || StepLocks.isOurs(e) || session.errors().isTransient(e)) {
                throw e;
            }
            return part.failure(e, session.errors());
        }
    }

    /** What this step has run itself is in the session still. */
    private @Nullable Failure skip(ScriptPart part) {
        if (!begun) {
            lost.add(part);
        }
        return null;
    }

    private @Nullable Failure runPart(ScriptPart part, Journal.Progress progress)
            throws SQLException, InterruptedException {
        String missing = lost.neededBy(part);
        if (missing != null) {
            return missing(part, missing);
        }
        begun = true;
        if (part.isSetting()) {
            applySettings(part);
            session.run(part.script());
            return null;
        }
        return progress == Journal.Progress.STARTED ? resume(part) : runNew(part);
    }

    private Failure missing(ScriptPart part, String name) throws SQLException {
        session.journal().forget(session.control(), part.run());
        return Failure.undecidable(
                "the agent died before '%s' (line %d), which needs %s, and that went with its session: undo by hand what the script did up to there, and start again: the script then runs from its beginning"
                        .formatted(part.statement().title(), part.statement().line(), name));
    }

    private @Nullable Failure runNew(ScriptPart part) throws SQLException, InterruptedException {
        if (part.unit().isRolledBack()) {
            return null;
        }
        locks.awaitTurn(part.statementsWithSettings());
        if (part.unit().needsNoTransaction() || part.mayEndTransaction()) {
            return runAlone(part);
        }
        try {
            runInTransaction(part);
            return null;
        } catch (SQLException e) {
            if (part.unit().isBlock() || !session.errors().isRefusedInTransaction(e)) {
                throw e;
            }
            return runAlone(part);
        }
    }

    private void runInTransaction(ScriptPart part) throws SQLException {
        Connection scripts = session.scripts();
        inTransaction(epoch -> {
            locks.limitTransaction();
            session.run(part.settings());
            locks.watched(() -> session.runToTheEnd(part.script()));
            session.resetSettings();
            session.journal().started(scripts, part, epoch, "");
            session.journal().done(scripts, part);
        });
        crashPoints.passed(CrashPoint.JOURNAL_DONE);
    }

    private @Nullable Failure resume(ScriptPart part) throws SQLException {
        applySettings(part);
        return switch (session.probe()
                .verdict(part.statement(), session.journal().witness(session.control(), part))) {
            case TOOK_EFFECT -> {
                session.journal().done(session.control(), part);
                yield null;
            }
            case RUN -> runAlone(part);
            case UNDECIDABLE -> {
                session.journal().forget(session.control(), part);
                yield Failure.undecidable(
                        "the agent died while it ran '%s' (line %d), and the catalog doesn't tell whether it took effect: look, undo it by hand if it did, and start again: the statement then runs again"
                                .formatted(
                                        part.statement().title(),
                                        part.statement().line()));
            }
        };
    }

    private @Nullable Failure runAlone(ScriptPart part) throws SQLException {
        inTransaction(epoch -> {
            locks.limitTransaction();
            String witness = session.probe().witness(part.statement());
            session.journal().started(session.scripts(), part, epoch, witness);
        });
        crashPoints.passed(CrashPoint.JOURNAL_STARTED);
        session.resetSettings();
        limit(part);
        session.run(part.settings());
        try {
            locks.watched(() -> runAlone(part.script(), part.mayEndTransaction()));
        } catch (SQLException e) {
            if (!session.isLost(e)) {
                cleanUp(part, e);
            }
            throw e;
        }
        crashPoints.passed(CrashPoint.STATEMENT_RUN);
        return conclude(part);
    }

    /** A statement that is refused its limits has not been begun. */
    private void limit(ScriptPart part) throws SQLException {
        try {
            locks.limitStatement(part.statement());
        } catch (StepRefused e) {
            session.journal().forget(session.control(), part);
            throw e;
        }
    }

    /** What ends no transaction itself is taken back as a whole if it fails. */
    private void runAlone(SqlScript script, boolean inTransaction) throws SQLException {
        Connection connection = session.scripts();
        connection.setAutoCommit(!inTransaction);
        try {
            session.run(script);
            if (inTransaction) {
                connection.commit();
            }
        } finally {
            if (inTransaction && !connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private @Nullable Failure conclude(ScriptPart part) throws SQLException {
        String ruin = session.probe().ruin(part.statement());
        if (ruin != null) {
            session.journal().forget(session.control(), part);
            return Failure.invalidIndex("index %s exists and is invalid (line %d): drop it, then start again"
                    .formatted(ruin, part.statement().line()));
        }
        session.journal().done(session.control(), part);
        crashPoints.passed(CrashPoint.JOURNAL_DONE);
        return null;
    }

    /** The statement said no, so it is known that it did not take effect, but a concurrent build leaves a ruin. */
    private void cleanUp(ScriptPart part, SQLException error) throws SQLException {
        if (!session.errors().isDuplicateName(error)) {
            session.probe().cleanUp(part.statement());
        }
        session.journal().forget(session.control(), part);
    }

    private void applySettings(ScriptPart part) throws SQLException {
        session.resetSettings();
        session.run(part.settings());
    }

    /** Work within one transaction that begins with the fence. */
    @FunctionalInterface
    private interface Work {
        void run(long epoch) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        Connection connection = session.scripts();
        connection.setAutoCommit(false);
        try {
            session.resetSettings();
            work.run(session.fence().advance(connection));
            connection.commit();
            session.fence().advanced();
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
