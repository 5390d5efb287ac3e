package dev.quipu.consumers.agent;

import dev.quipu.consumers.lock.Orders;
import dev.quipu.consumers.lock.StepLocks;
import dev.quipu.consumers.metrics.AgentMetrics.ChangeOutcome;
import dev.quipu.consumers.metrics.AgentMetrics.StepOutcome;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.ChangeState.Proposal;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import dev.quipu.ledger.state.Work.Task;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is assigned to a target, one assignment after the other, over one session. For one thread. */
final class TargetWorker {

    private static final Logger LOG = LoggerFactory.getLogger(TargetWorker.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Assignment NOTHING = new Assignment.Idle();

    private final TargetId target;
    private final TargetWatch watch;
    private final AgentContext context;
    private final Ledger ledger;
    private final TargetSession session;
    private final Reports reports;
    private final Outbox outbox;
    private final Preparation preparation;
    private final HeadStart headStart = new HeadStart();
    private final Breakdowns breakdowns;
    private final CrashPoints crashPoints;
    private final LockBudgets budgets;
    private final Turn turn;
    private final Consumer<Task> begun;
    private boolean deferred;

    /** Why work came to an end. */
    enum End {
        /** Nothing is to be done. */
        DONE,
        /** All stays the same after what was to be done: the ledger doesn't see it as done. */
        STUCK,
        /** There is more to do, and others wait. */
        TURN_OVER
    }

    /** @param begun hears of each task that is worked on */
    TargetWorker(
            AgentContext context,
            TargetWatch watch,
            TargetSession session,
            Reports reports,
            Breakdowns breakdowns,
            LockBudgets budgets,
            Turn turn,
            Consumer<Task> begun) {
        this.target = watch.target();
        this.watch = watch;
        this.context = context;
        this.ledger = context.ledger();
        this.session = session;
        this.reports = reports;
        this.breakdowns = breakdowns;
        this.budgets = budgets;
        this.turn = turn;
        this.crashPoints = context.crashPoints();
        this.outbox = new Outbox(ledger, session, crashPoints);
        this.preparation = new Preparation(session);
        this.begun = begun;
    }

    /**
     * Works until nothing can be done, or until the turn is over.
     *
     * @throws SQLException if the session is of no use any more
     * @throws LedgerException if the ledger doesn't answer
     */
    End work() throws SQLException, InterruptedException {
        End end = workOn();
        headStart.drop();
        return end;
    }

    private End workOn() throws SQLException, InterruptedException {
        TargetState before = null;
        Assignment done = NOTHING;
        while (true) {
            TargetWatch.Next next = watch.next(ledger);
            TargetState known = next.target();
            if (known == null || !next.isWork()) {
                return End.DONE;
            }
            if (deferred) {
                return End.TURN_OVER;
            }
            if (next.assignment().equals(done) && known.equals(before)) {
                return End.STUCK;
            }
            if (turn.isOver()) {
                return End.TURN_OVER;
            }
            before = known;
            done = next.assignment();
            perform(done, next.state(), known);
        }
    }

    private void perform(Assignment assignment, LedgerState state, TargetState known)
            throws SQLException, InterruptedException {
        if (!(assignment instanceof Assignment.Resume)) {
            headStart.drop();
        }
        switch (assignment) {
            case Assignment.Idle idle -> {}
            case Assignment.Waiting waiting -> {}
            case Assignment.Paused paused -> {}
            case Assignment.Abort abort ->
                run(abort.task(), abort.step(), abort.attempt(), change(state, abort.task()), known);
            case Assignment.Begin begin -> claim(begin, change(state, begin.task()), state.entries());
            case Assignment.Resume resume ->
                run(resume.task(), resume.step(), resume.attempt(), change(state, resume.task()), known);
            case Assignment.Conclude conclude ->
                conclude(conclude.task(), change(state, conclude.task()), state.entries());
            case Assignment.GiveUp giveUp ->
                giveUp(giveUp.task(), giveUp.step(), 0, new Failure(giveUp.code(), giveUp.message()));
        }
    }

    private static Proposal change(LedgerState state, Task task) {
        ChangeState change = state.change(task.change());
        if (change == null) {
            throw new IllegalStateException("assigned and unknown: " + task.change());
        }
        return change.proposal();
    }

    /** A step that follows is claimed in one go with the reports of the step before: that saves a round trip. */
    void flush() throws SQLException, InterruptedException {
        outbox.flush(this::claimOn);
    }

    private Outbox.@Nullable Following claimOn(LedgerState ahead) {
        TargetState known = ahead.target(target);
        if (known == null || !(Assignments.next(ahead, known) instanceof Assignment.Begin begin)) {
            return null;
        }
        Proposal proposal = change(ahead, begin.task());
        Preparation.Asked next = new Preparation.Asked(begin.task(), begin.step(), begin.attempt(), proposal, known);
        return new Outbox.Following(claimEntry(begin, proposal, ahead.entries()), new Preparing(next));
    }

    /** Prepares a step and gives it a head start. */
    private final class Preparing implements Outbox.Meanwhile {

        private final Preparation.Asked next;

        Preparing(Preparation.Asked next) {
            this.next = next;
        }

        @Override
        public void run(CompletableFuture<Outcome> claim) throws SQLException {
            preparation.ahead(
                    next,
                    (run, history) -> headStart.begin(run, history, executor(run, new Ahead(orders(run), claim))));
        }

        @Override
        public void tooLong() throws SQLException {
            headStart.drop();
        }
    }

    private Entry claimEntry(Assignment.Begin begin, Proposal proposal, long decidedAt) {
        return reports.stepStarted(begin.task(), begin.step(), begin.attempt(), proposal.digest(), decidedAt);
    }

    private void claim(Assignment.Begin begin, Proposal proposal, long decidedAt) throws InterruptedException {
        Entry claim = claimEntry(begin, proposal, decidedAt);
        Answers.requireAllowed(ledger.foresee(ledger.state(), claim).outcome());
        Outcome outcome = Answers.await(ledger.append(claim), ANSWER_WITHIN);
        if (outcome instanceof Outcome.Voided(long number, Refusal reason) && !(reason instanceof Refusal.Duplicate)) {
            LOG.info("{} is not to be begun: {}", begin.task().change(), reason.message());
        }
    }

    private void run(Task task, int step, int attempt, Proposal proposal, TargetState known)
            throws SQLException, InterruptedException {
        begun.accept(task);
        crashPoints.passed(CrashPoint.CLAIMED);
        switch (preparation.of(new Preparation.Asked(task, step, attempt, proposal, known))) {
            case Preparation.Prepared.Unusable(Failure failure) -> giveUp(task, step, attempt, failure);
            case Preparation.Prepared.Ready(StepRun run, HistoryCheck.Found found, Failure refusal) ->
                run(run, found, refusal, known);
        }
    }

    private void run(StepRun run, HistoryCheck.Found found, @Nullable Failure refusal, TargetState known)
            throws SQLException, InterruptedException {
        switch (found) {
            case HistoryCheck.Found.NotRun notRun
            when known.work() instanceof Work.Aborting aborting -> fail(run, Failure.aborted(aborting));
            case HistoryCheck.Found.NotRun notRun when breakdowns.isHopeless(run) -> fail(run, breakdowns.failure());
            case HistoryCheck.Found.NotRun notRun -> {
                if (refusal == null) {
                    execute(run);
                } else {
                    fail(run, refusal);
                }
            }
            case HistoryCheck.Found.Run(History.Row row) -> {
                new StepCommit(reports, session).report(session.control(), run, row.epoch(), row.durationMicros());
                flush();
            }
            case HistoryCheck.Found.Disagrees(Failure failure) -> fail(run, failure);
        }
    }

    private void execute(StepRun run) throws SQLException, InterruptedException {
        breakdowns.begun(run);
        StepResult result;
        try {
            result = measured(run);
        } catch (LedgerException e) { // the database is not to blame
            breakdowns.ended();
            throw e;
        }
        breakdowns.ended();
        settle(run, result);
    }

    private StepResult measured(StepRun run) throws SQLException, InterruptedException {
        StepExecutor ahead = headStart.take(run);
        StepExecutor executor = ahead == null ? executor(run, orders(run)) : ahead;
        StepOutcome outcome = StepOutcome.INTERRUPTED;
        try {
            StepResult result = executor.run(run);
            outcome = switch (result) {
                case StepResult.Committed committed -> StepOutcome.COMPLETED;
                case StepResult.Interrupted interrupted -> StepOutcome.INTERRUPTED;
                case StepResult.Failed failed -> StepOutcome.FAILED;
                case StepResult.Deferred later -> StepOutcome.INTERRUPTED;
            };
            return result;
        } finally {
            context.metrics().stepEnded(run.step().kind(), outcome, executor.age());
        }
    }

    private Orders orders(StepRun run) {
        return new StepOrders(ledger, target, run, turn);
    }

    private StepExecutor executor(StepRun run, Orders orders) throws SQLException {
        WaitReports waits = new WaitReports(target, run, context.telemetry(), context.metrics(), Clock.systemUTC());
        StepLocks locks = session.locks(run.timeouts(), budgets.of(run), waits, orders);
        return new StepExecutor(context, target, session, locks, reports, breakdowns);
    }

    private void settle(StepRun run, StepResult result) throws SQLException, InterruptedException {
        switch (result) {
            case StepResult.Committed committed -> {
                flush();
                if (run.isLast()) {
                    ended(run.task());
                }
            }
            case StepResult.Deferred later -> deferred = true;
            case StepResult.Interrupted interrupted -> {}
            case StepResult.Failed(Failure failure) -> fail(run, failure);
        }
    }

    private void fail(StepRun run, Failure failure) throws SQLException, InterruptedException {
        headStart.drop();
        LOG.warn("{} step {} failed on {}: {}", run.task().change(), run.number(), target, failure.message());
        session.outbox().add(session.control(), reports.stepFailed(run, failure));
        giveUp(run.task(), run.number(), run.attempt(), failure);
    }

    private void giveUp(Task task, int step, int attempt, Failure failure) throws SQLException, InterruptedException {
        session.outbox().add(session.control(), reports.changeFailed(task, step, attempt, failure));
        crashPoints.passed(CrashPoint.FAILURE_NOTED);
        flush();
        context.metrics().changeEnded(target.service(), ChangeOutcome.FAILED);
    }

    private void conclude(Task task, Proposal proposal, long decidedAt) throws SQLException, InterruptedException {
        History.Total total = session.history().total(session.control(), task);
        session.outbox().add(session.control(), reports.concludedAgain(task, proposal.digest(), total, decidedAt));
        flush();
        ended(task);
    }

    private void ended(Task task) {
        context.metrics()
                .changeEnded(
                        target.service(),
                        switch (task.direction()) {
                            case FORWARD -> ChangeOutcome.APPLIED;
                            case BACK -> ChangeOutcome.ROLLED_BACK;
                        });
    }
}
