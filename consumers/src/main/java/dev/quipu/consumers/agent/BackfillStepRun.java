package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.BackfillStore;
import dev.quipu.consumers.backfill.Checkpoint;
import dev.quipu.consumers.backfill.Verdict.Exceeded;
import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Step.BackfillStep;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a backfill step, from where it was left. Used once. */
final class BackfillStepRun {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final AgentContext context;
    private final TargetId target;
    private final TargetSession session;
    private final Reports reports;
    private final StepCommit commit;
    private final StepRun run;
    private final BackfillStep step;
    private final Runnable progress;
    private final BackfillStore store;

    /** @param progress hears of each batch that is committed */
    BackfillStepRun(
            AgentContext context,
            TargetId target,
            TargetSession session,
            Reports reports,
            StepCommit commit,
            StepRun run,
            BackfillStep step,
            Runnable progress) {
        this.context = context;
        this.target = target;
        this.session = session;
        this.reports = reports;
        this.commit = commit;
        this.run = run;
        this.step = step;
        this.progress = progress;
        this.store = new BackfillStore(
                session.tables(), run.task().change(), run.number(), run.task().direction());
    }

    /**
     * Runs it.
     *
     * @throws SQLException if the session is lost: then nobody knows yet what happened to the last batch
     */
    StepResult run() throws SQLException, InterruptedException {
        Fill fill = run.task().direction() == Direction.FORWARD ? step.fill() : step.rollback();
        if (fill == null) {
            return new StepResult.Failed(Failure.content("step '%s' has no rollback".formatted(step.name())));
        }
        session.resetScripts();
        return switch (BackfillPlan.of(session, step, fill)) {
            case BackfillPlan.Impossible(Failure failure) -> new StepResult.Failed(failure);
            case BackfillPlan.Possible plan -> run(plan);
        };
    }

    private StepResult run(BackfillPlan.Possible plan) throws SQLException, InterruptedException {
        BatchRunner batches = new BatchRunner(session, store, plan.walk(), plan.fill(), context.crashPoints());
        BackfillOrders orders = new BackfillOrders(context.ledger(), target, run, step.limits());
        batches.limit(orders.limits());
        Checkpoint checkpoint = plan.fill() instanceof Fill.Nothing ? null : begin(plan, batches);
        if (checkpoint == null) {
            return finish(batches, null);
        }
        BackfillReports told = new BackfillReports(context, target, run, plan.estimatedRows());
        BackfillTime time = new BackfillTime(checkpoint);
        BackfillBrake brake = new BackfillBrake(session, plan.walk().table(), orders, told, time);
        BackfillLoop loop =
                new BackfillLoop(session, store, plan.walk(), batches, orders, brake, told, checkpoint, progress);
        return switch (loop.run()) {
            case BackfillEnd.Done done -> finish(batches, loop.checkpoint());
            case BackfillEnd.Stopped stopped -> stop(batches, loop.checkpoint());
            case BackfillEnd.Paused(Exceeded exceeded) -> pause(batches, loop.checkpoint(), exceeded);
            case BackfillEnd.Failed(Failure failure) -> new StepResult.Failed(failure);
        };
    }

    /** Where it was left, or its beginning; null if the table is empty. */
    private @Nullable Checkpoint begin(BackfillPlan.Possible plan, BatchRunner batches) throws SQLException {
        Checkpoint left = store.load(session.control());
        if (left != null) {
            return left;
        }
        List<String> goal = plan.walk().goal(session.scripts());
        if (goal == null) {
            return null;
        }
        Checkpoint first = Checkpoint.first(goal);
        batches.inTransaction(epoch -> {
            store.begin(session.scripts(), first);
            return epoch;
        });
        return first;
    }

    private StepResult finish(BatchRunner batches, @Nullable Checkpoint end) throws SQLException {
        batches.inTransaction(epoch -> {
            session.resetSettings();
            store.forget(session.scripts());
            commit.write(session.scripts(), run, epoch, end);
            context.crashPoints().passed(CrashPoint.BEFORE_COMMIT);
            return epoch;
        });
        context.crashPoints().passed(CrashPoint.COMMITTED);
        return new StepResult.Committed();
    }

    private StepResult stop(BatchRunner batches, Checkpoint at) throws SQLException {
        save(batches, at);
        return new StepResult.Interrupted();
    }

    /** Errors so far count as accepted by whoever lets it go on; but not before the ledger has the pause. */
    private StepResult pause(BatchRunner batches, Checkpoint at, Exceeded exceeded)
            throws SQLException, InterruptedException {
        save(batches, at);
        Outcome outcome = Answers.await(
                context.ledger()
                        .append(reports.stepPaused(
                                run,
                                exceeded.signal(),
                                exceeded.text(),
                                at.totals(),
                                context.ledger().state().entries())),
                ANSWER_WITHIN);
        if (outcome instanceof Outcome.Accepted) {
            save(batches, at.acceptingErrors());
        }
        return new StepResult.Interrupted();
    }

    private void save(BatchRunner batches, Checkpoint at) throws SQLException {
        batches.inTransaction(epoch -> {
            store.save(session.scripts(), at);
            return epoch;
        });
    }
}
