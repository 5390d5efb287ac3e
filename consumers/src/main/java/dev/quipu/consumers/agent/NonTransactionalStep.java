package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.SqlScript;
import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.consumers.dialect.SqlUnit;
import dev.quipu.ledger.event.Digest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step whose script can't be one transaction. Its units reach the server one by one. A unit that may run in a
 * transaction is committed together with its journal row; one that may not has a row that says STARTED before and DONE
 * after it, and if the agent dies in between, the catalog decides.
 */
final class NonTransactionalStep {

    private final TargetSession session;
    private final StepCommit commit;
    private final CrashPoints crashPoints;

    NonTransactionalStep(TargetSession session, StepCommit commit, CrashPoints crashPoints) {
        this.session = session;
        this.commit = commit;
        this.crashPoints = crashPoints;
    }

    /**
     * Runs it from where it was left.
     *
     * @throws SQLException as the database says it; units that were done stay done, and are not run again
     */
    StepResult run(StepRun run, String script) throws SQLException {
        long began = System.nanoTime();
        session.resetScripts();
        int number = 0;
        for (SqlUnit unit : SqlScript.parse(script).units()) {
            Failure failure = runUnit(run, unit, ++number);
            if (failure != null) {
                return new StepResult.Failed(failure);
            }
        }
        inTransaction(epoch -> {
            commit.write(session.scripts(), run, epoch, (System.nanoTime() - began) / 1_000);
            Journal.forget(session.scripts(), run);
        });
        crashPoints.passed(CrashPoint.COMMITTED);
        return new StepResult.Committed();
    }

    private @Nullable Failure runUnit(StepRun run, SqlUnit unit, int number) throws SQLException {
        Digest text = Digest.of(unit.text().getBytes(StandardCharsets.UTF_8));
        Journal.Progress progress = Journal.progress(session.control(), run, number, text);
        if (progress == Journal.Progress.DONE) {
            return null;
        }
        if (!unit.needsNoTransaction()) {
            runInTransaction(run, unit, number, text);
            return null;
        }
        return progress == Journal.Progress.STARTED
                ? resume(run, unit, number, text)
                : runAlone(run, unit, number, text);
    }

    private void runInTransaction(StepRun run, SqlUnit unit, int number, Digest text) throws SQLException {
        if (unit.isRolledBack()) {
            return;
        }
        inTransaction(epoch -> {
            Scripts.execute(session.scripts(), unit.body());
            Scripts.execute(session.scripts(), "SET SESSION AUTHORIZATION DEFAULT");
            Journal.started(session.scripts(), run, number, text, epoch);
            Journal.done(session.scripts(), run, number);
        });
        crashPoints.passed(CrashPoint.JOURNAL_DONE);
    }

    private @Nullable Failure resume(StepRun run, SqlUnit unit, int number, Digest text) throws SQLException {
        SqlStatement statement = unit.statements().getFirst();
        return switch (new CatalogProbe(session.control()).verdict(statement)) {
            case TOOK_EFFECT -> {
                Journal.done(session.control(), run, number);
                yield null;
            }
            case RUN -> runAlone(run, unit, number, text);
            case UNDECIDABLE -> {
                Journal.forget(session.control(), run, number);
                yield Failure.undecidable(
                        "the agent died while it ran '%s' (line %d), and the catalog doesn't tell whether it took effect: look, undo it by hand if it did, and start again: the statement then runs again"
                                .formatted(statement.title(), statement.line()));
            }
        };
    }

    private @Nullable Failure runAlone(StepRun run, SqlUnit unit, int number, Digest text) throws SQLException {
        inTransaction(epoch -> Journal.started(session.scripts(), run, number, text, epoch));
        crashPoints.passed(CrashPoint.JOURNAL_STARTED);
        try {
            Scripts.execute(session.scripts(), unit.text());
        } catch (SQLException e) {
            if (SqlErrors.isConnectionLost(e)) {
                throw e;
            }
            cleanUp(run, unit, number, e);
            return SqlErrors.failure(e, unit.text());
        }
        crashPoints.passed(CrashPoint.STATEMENT_RUN);
        Journal.done(session.control(), run, number);
        crashPoints.passed(CrashPoint.JOURNAL_DONE);
        return null;
    }

    /** The statement said no, so it is known that it did not take effect, but a concurrent build leaves a ruin. */
    private void cleanUp(StepRun run, SqlUnit unit, int number, SQLException error) throws SQLException {
        ConcurrentIndex index = ConcurrentIndex.of(unit.statements().getFirst());
        if (index != null && !SqlErrors.isDuplicateName(error)) {
            new CatalogProbe(session.control()).dropInvalid(index);
        }
        Journal.forget(session.control(), run, number);
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
