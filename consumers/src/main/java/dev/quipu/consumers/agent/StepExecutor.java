package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.SqlScript;
import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.consumers.dialect.StatementRules;
import dev.quipu.consumers.lock.StepDeferred;
import dev.quipu.consumers.lock.StepLocks;
import dev.quipu.consumers.lock.StepRefused;
import dev.quipu.consumers.lock.WaitedTooLong;
import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.change.SubjectStep;
import dev.quipu.ledger.change.ToggleStep;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.TargetId;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one claimed step in the way its kind needs, and again when only a lock stood in the way. Used once. */
final class StepExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(StepExecutor.class);

    private final AgentContext context;
    private final TargetId target;
    private final Reports reports;
    private final StepCommit commit;
    private final TargetSession session;
    private final StepLocks locks;
    private final Breakdowns breakdowns;
    private final TransactionalStep transactional;
    private final NonTransactionalStep nonTransactional;
    private final long began = System.nanoTime();
    private TransactionalStep.@Nullable Opened opened;

    StepExecutor(
            AgentContext context,
            TargetId target,
            TargetSession session,
            StepLocks locks,
            Reports reports,
            Breakdowns breakdowns) {
        CrashPoints crashPoints = context.crashPoints();
        this.commit = new StepCommit(reports, session);
        this.context = context;
        this.target = target;
        this.reports = reports;
        this.session = session;
        this.locks = locks;
        this.breakdowns = breakdowns;
        this.transactional = new TransactionalStep(session, locks, commit, crashPoints);
        this.nonTransactional = new NonTransactionalStep(session, locks, commit, crashPoints, this::progress);
    }

    /** What was in the way of a part that is done says nothing of the next. */
    private void progress() {
        locks.progress();
        breakdowns.progress();
    }

    /** How long ago it was made. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * Runs the step in a transaction that is left open, if the history has nothing against it, a rollback would take
     * back all that it does, and nobody is in its way. Then it is to be {@link #run} or {@link #drop}ped. What goes
     * wrong with it is left to {@link #run}.
     *
     * @return what the history says, or null if it wasn't asked
     * @throws SQLException if the connection is lost or another agent has taken over
     */
    HistoryCheck.@Nullable Found begin(StepRun run, HistoryCheck history) throws SQLException {
        String text = run.script();
        if (text == null || !isInTransaction(run)) {
            return null;
        }
        SqlScript script = session.dialect().parse(text);
        if (!script.statements().stream().allMatch(script.rules()::isTakenBack) || unfit(script) != null) {
            return null;
        }
        FirstLook look = new FirstLook(history, locks.look(script.statements()));
        try {
            opened = transactional.open(look, body(script));
        } catch (SQLException e) {
            if (session.isLost(e)) {
                throw e;
            }
            LOG.debug("{} step {} is begun again after its claim", run.task().change(), run.number(), e);
        }
        return look.found();
    }

    /** Whether a step is begun, and neither run nor dropped. */
    boolean isBegun() {
        return opened != null;
    }

    private static boolean isInTransaction(StepRun run) {
        return run.step() instanceof Step.SqlStep sql && sql.transactional();
    }

    /** Rolls back what was begun. */
    void drop() throws SQLException {
        opened = null;
        transactional.drop();
    }

    /**
     * Runs it, or goes on with what was begun.
     *
     * @throws SQLException if the connection is lost or another agent has taken over: then nobody knows yet what
     *     happened
     */
    StepResult run(StepRun run) throws SQLException, InterruptedException {
        try {
            while (true) {
                StepResult result = tryOnce(run);
                if (result != null) {
                    return result;
                }
            }
        } catch (StepRefused e) {
            return new StepResult.Failed(new Failure(e.code(), e.why()));
        } catch (StepDeferred e) {
            LOG.debug("{} step {} is left for later", run.task().change(), run.number(), e);
            return new StepResult.Deferred();
        }
    }

    /** What came of it, or null if it is to be tried again. */
    private @Nullable StepResult tryOnce(StepRun run) throws SQLException, InterruptedException {
        try {
            return explained(runOnce(run));
        } catch (StepRefused | StepDeferred e) {
            throw e;
        } catch (SQLException e) {
            if (session.isLost(e)) {
                throw e;
            }
            return afterError(run, e);
        }
    }

    private @Nullable StepResult afterError(StepRun run, SQLException e)
            throws StepRefused, StepDeferred, InterruptedException {
        Failure failure = session.errors().failure(e, text(run));
        String message = e instanceof WaitedTooLong waited ? waited.why() : failure.message();
        if (locks.isLockTimeout(e)) {
            logRetry(run, message);
            locks.pauseAfterLockTimeout(message);
            return null;
        }
        if (session.errors().isTransient(e) && locks.mayRetryConflict()) {
            logRetry(run, message);
            locks.pauseAfterConflict();
            return null;
        }
        return explained(new StepResult.Failed(failure));
    }

    private static void logRetry(StepRun run, String message) {
        LOG.info("{} step {}: {}; trying again", run.task().change(), run.number(), message);
    }

    private StepResult explained(StepResult result) {
        return switch (result) {
            case StepResult.Committed committed -> committed;
            case StepResult.Deferred deferred -> deferred;
            case StepResult.Interrupted interrupted -> interrupted;
            case StepResult.Failed(Failure(String code, String message)) ->
                new StepResult.Failed(new Failure(code, message + locks.hint(code)));
        };
    }

    private StepResult runOnce(StepRun run) throws SQLException, InterruptedException {
        TransactionalStep.Opened begun = opened;
        if (begun != null) {
            opened = null;
            return transactional.finish(run, begun);
        }
        return switch (run.step()) {
            case Step.SqlStep sql -> script(run, sql);
            case Step.BackfillStep backfill ->
                new BackfillStepRun(context, target, session, reports, commit, run, backfill, this::progress).run();
            case Step.VerifyStep verify ->
                forward(run, connection -> Verification.check(session.dialect(), connection, verify));
            case Step.CompareStep compare -> after(run, () -> new CompareRun(session, locks).check(run, compare));
            case BackupStep backup -> backup(run, new BackupRun(session, run, backup));
            case SubjectStep subject -> after(run, () -> new SubjectRun(context.registry()).register(subject));
            case ToggleStep toggle -> transactional.run(run, connection -> null);
        };
    }

    private StepResult script(StepRun run, Step.SqlStep sql) throws SQLException, InterruptedException {
        String script = run.script();
        if (script == null) {
            return new StepResult.Failed(Failure.content("step '%s' has no rollback".formatted(sql.name())));
        }
        return script(run, session.dialect().parse(script), sql.transactional());
    }

    private StepResult script(StepRun run, SqlScript script, boolean inOneTransaction)
            throws SQLException, InterruptedException {
        Failure unfit = unfit(script);
        if (unfit != null) {
            return new StepResult.Failed(unfit);
        }
        if (!inOneTransaction || script.statements().stream().anyMatch(script.rules()::commits)) {
            return nonTransactional.run(run, script);
        }
        locks.awaitTurn(script.statements());
        return transactional.run(run, body(script));
    }

    private TransactionalStep.Body body(SqlScript script) {
        return connection -> {
            session.runToTheEnd(script);
            return null;
        };
    }

    private static @Nullable Failure unfit(SqlScript script) {
        for (SqlStatement statement : script.statements()) {
            StatementRules.Unfit unfit = script.rules().unfit(statement);
            if (unfit != null) {
                return Failure.content("%s (line %d). %s".formatted(unfit.problem(), statement.line(), unfit.fix()));
            }
        }
        return null;
    }

    /** A step that does something on its way forward, and has nothing to take back. */
    private StepResult forward(StepRun run, TransactionalStep.Body body) throws SQLException {
        return transactional.run(run, run.task().direction() == Direction.FORWARD ? body : connection -> null);
    }

    /** What is done before the transaction of a step, and does no harm if it is done twice. */
    @FunctionalInterface
    private interface Before {
        /** The failure, or null if it went well. */
        @Nullable
        Failure run() throws SQLException, InterruptedException;
    }

    private StepResult after(StepRun run, Before before) throws SQLException, InterruptedException {
        Failure failure = run.task().direction() == Direction.FORWARD ? before.run() : null;
        return failure == null ? transactional.run(run, connection -> null) : new StepResult.Failed(failure);
    }

    private StepResult backup(StepRun run, BackupRun backup) throws SQLException, InterruptedException {
        TransactionalStep.Body record = connection -> {
            backup.record(connection);
            return null;
        };
        if (!session.dialect().hasTransactionalDdl() && run.task().direction() == Direction.FORWARD) {
            session.resetScripts();
            Failure failure = backup.make(session.scripts());
            return failure == null ? transactional.run(run, record) : new StepResult.Failed(failure);
        }
        return forward(run, connection -> {
            Failure failure = backup.make(connection);
            return failure == null ? record.run(connection) : failure;
        });
    }

    private static String text(StepRun run) {
        String script = run.script();
        return switch (run.step()) {
            case Step.BackfillStep backfill -> "";
            case Step.VerifyStep verify -> verify.query();
            case Step.SqlStep sql -> script == null ? "" : script;
            case Step.CompareStep compare -> "";
            case BackupStep backup -> "";
            case SubjectStep subject -> "";
            case ToggleStep toggle -> "";
        };
    }
}
