package dev.quipu.consumers.agent;

import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.Direction;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a claimed step in the way its kind needs, and again when only a lock stood in the way. */
final class StepExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(StepExecutor.class);
    private static final int TRIES = 10;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final TargetSession session;
    private final TransactionalStep transactional;
    private final NonTransactionalStep nonTransactional;

    StepExecutor(TargetSession session, Reports reports, CrashPoints crashPoints) {
        StepCommit commit = new StepCommit(reports, session.tables());
        this.session = session;
        this.transactional = new TransactionalStep(session, commit, crashPoints);
        this.nonTransactional = new NonTransactionalStep(session, commit, crashPoints);
    }

    /**
     * Runs it.
     *
     * @throws SQLException if the connection is lost or another agent has taken over: then nobody knows yet what
     *     happened
     */
    StepResult run(StepRun run) throws SQLException, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            try {
                return runOnce(run);
            } catch (SQLException e) {
                if (session.isLost(e)) {
                    throw e;
                }
                if (!session.errors().isTransient(e) || attempt == TRIES) {
                    return new StepResult.Failed(session.errors().failure(e, text(run)));
                }
                LOG.info(
                        "{} step {}: {}; trying again in {} ms",
                        run.task().change(),
                        run.number(),
                        session.errors().failure(e, text(run)).message(),
                        pause);
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private StepResult runOnce(StepRun run) throws SQLException {
        String script = run.script();
        return switch (run.step()) {
            case Step.VerifyStep verify
            when run.task().direction() == Direction.FORWARD ->
                transactional.run(run, connection -> Verification.check(connection, verify));
            case Step.VerifyStep verify -> transactional.run(run, connection -> null);
            case Step.CompareStep compare when run.task().direction() == Direction.FORWARD -> compare(run, compare);
            case Step.CompareStep compare -> transactional.run(run, connection -> null);
            case Step.SqlStep sql
            when script == null ->
                new StepResult.Failed(Failure.content("step '%s' has no rollback".formatted(sql.name())));
            case Step.SqlStep sql
            when sql.transactional() ->
                transactional.run(run, connection -> {
                    Scripts.execute(connection, script);
                    return null;
                });
            case Step.SqlStep sql -> nonTransactional.run(run, script);
        };
    }

    private StepResult compare(StepRun run, Step.CompareStep step) throws SQLException {
        Failure failure = new CompareRun(session).check(run, step);
        return failure == null ? transactional.run(run, connection -> null) : new StepResult.Failed(failure);
    }

    private static String text(StepRun run) {
        String script = run.script();
        return switch (run.step()) {
            case Step.VerifyStep verify -> verify.query();
            case Step.CompareStep compare -> "";
            case Step.SqlStep sql -> script == null ? "" : script;
        };
    }
}
