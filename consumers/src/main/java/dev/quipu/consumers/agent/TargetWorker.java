package dev.quipu.consumers.agent;

import dev.quipu.consumers.lock.StepLocks;
import dev.quipu.consumers.metrics.AgentMetrics;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.change.ChangeFile;
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
import dev.quipu.ledger.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is assigned to a target, one assignment after the other, over one session. For one thread. */
final class TargetWorker {

    private static final Logger LOG = LoggerFactory.getLogger(TargetWorker.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Assignment NOTHING = new Assignment.Idle();
    private static final Duration NEWS_WITHIN = Duration.ofSeconds(10);

    private final TargetId target;
    private final Ledger ledger;
    private final TargetSession session;
    private final Reports reports;
    private final Outbox outbox;
    private final Breakdowns breakdowns;
    private final CrashPoints crashPoints;

    TargetWorker(
            TargetId target,
            Ledger ledger,
            TargetSession session,
            Reports reports,
            Breakdowns breakdowns,
            CrashPoints crashPoints) {
        this.target = target;
        this.ledger = ledger;
        this.session = session;
        this.reports = reports;
        this.breakdowns = breakdowns;
        this.outbox = new Outbox(ledger, session.tables(), crashPoints);
        this.crashPoints = crashPoints;
    }

    /**
     * Works until the thread is interrupted or the target is retired.
     *
     * @throws SQLException if the session is of no use any more
     * @throws LedgerException if the ledger doesn't answer
     */
    void work() throws SQLException, InterruptedException {
        flush();
        Assignment before = NOTHING;
        while (true) {
            LedgerState state = ledger.state();
            TargetState known = state.target(target);
            if (known != null && !known.isActive()) {
                return;
            }
            Assignment assignment = known == null ? NOTHING : Assignments.next(state, known);
            if (known == null || assignment.equals(before) || !perform(assignment, state, known)) {
                awaitNews(state);
                before = NOTHING;
            } else {
                before = assignment;
            }
        }
    }

    /** An assignment that stays the same after it was done means that the ledger doesn't see it as done. */
    private void awaitNews(LedgerState state) throws SQLException, InterruptedException {
        LedgerState next = ledger.awaitMoreThan(state.entries(), NEWS_WITHIN);
        if (next.entries() == state.entries() && !session.isAlive()) {
            throw new SQLException("the connection to %s is lost".formatted(target), "08006");
        }
    }

    /** Whether there was something to do. */
    private boolean perform(Assignment assignment, LedgerState state, TargetState known)
            throws SQLException, InterruptedException {
        return switch (assignment) {
            case Assignment.Idle idle -> false;
            case Assignment.Waiting waiting -> false;
            case Assignment.Paused paused -> false;
            case Assignment.Abort abort ->
                run(abort.task(), abort.step(), abort.attempt(), change(state, abort.task()), known);
            case Assignment.Begin begin -> claim(begin, change(state, begin.task()), state.entries());
            case Assignment.Resume resume ->
                run(resume.task(), resume.step(), resume.attempt(), change(state, resume.task()), known);
            case Assignment.Conclude conclude ->
                conclude(conclude.task(), change(state, conclude.task()), state.entries());
            case Assignment.GiveUp giveUp ->
                giveUp(giveUp.task(), giveUp.step(), 0, new Failure(giveUp.code(), giveUp.message()));
        };
    }

    private static Proposal change(LedgerState state, Task task) {
        ChangeState change = state.change(task.change());
        if (change == null) {
            throw new IllegalStateException("assigned and unknown: " + task.change());
        }
        return change.proposal();
    }

    /** A step that follows is claimed in one go with the reports of the step before: that saves a round trip. */
    private void flush() throws SQLException, InterruptedException {
        outbox.flush(session.control(), this::claimOn);
    }

    private @Nullable Entry claimOn(LedgerState ahead) {
        TargetState known = ahead.target(target);
        return known != null && Assignments.next(ahead, known) instanceof Assignment.Begin begin
                ? claimEntry(begin, change(ahead, begin.task()), ahead.entries())
                : null;
    }

    private Entry claimEntry(Assignment.Begin begin, Proposal proposal, long decidedAt) {
        return reports.stepStarted(begin.task(), begin.step(), begin.attempt(), proposal.digest(), decidedAt);
    }

    private boolean claim(Assignment.Begin begin, Proposal proposal, long decidedAt) throws InterruptedException {
        Outcome outcome = Answers.await(ledger.append(claimEntry(begin, proposal, decidedAt)), ANSWER_WITHIN);
        if (outcome instanceof Outcome.Voided(long number, Refusal reason) && !(reason instanceof Refusal.Duplicate)) {
            LOG.info("{} is not to be begun: {}", begin.task().change(), reason.message());
        }
        return true;
    }

    private boolean run(Task task, int step, int attempt, Proposal proposal, TargetState known)
            throws SQLException, InterruptedException {
        crashPoints.passed(CrashPoint.CLAIMED);
        switch (ApprovedContent.read(proposal.event())) {
            case ApprovedContent.Read.Unusable(Failure failure) -> giveUp(task, step, attempt, failure);
            case ApprovedContent.Read.Usable(ChangeFile file) ->
                run(
                        new StepRun(
                                task,
                                file.steps().get(step - 1),
                                step,
                                attempt,
                                file.steps().size(),
                                proposal.digest()),
                        known);
        }
        return true;
    }

    private void run(StepRun run, TargetState known) throws SQLException, InterruptedException {
        switch (HistoryCheck.check(session.history(), session.control(), run, known)) {
            case HistoryCheck.Found.NotRun notRun
            when known.work() instanceof Work.Aborting aborting -> fail(run, Failure.aborted(aborting));
            case HistoryCheck.Found.NotRun notRun when breakdowns.isHopeless(run) -> fail(run, breakdowns.failure());
            case HistoryCheck.Found.NotRun notRun -> execute(run);
            case HistoryCheck.Found.Run(History.Row row) -> {
                new StepCommit(reports, session.tables())
                        .report(session.control(), run, row.epoch(), row.durationMicros());
                flush();
            }
            case HistoryCheck.Found.Disagrees(Failure failure) -> fail(run, failure);
        }
    }

    private void execute(StepRun run) throws SQLException, InterruptedException {
        breakdowns.begun(run);
        StepLocks locks = session.locks(
                run.timeouts(),
                new WaitReports(target, run, Telemetry.NONE, AgentMetrics.NONE, Clock.systemUTC()),
                () -> null);
        StepResult result = new StepExecutor(session, locks, reports, crashPoints).run(run);
        breakdowns.ended();
        settle(run, result);
    }

    private void settle(StepRun run, StepResult result) throws SQLException, InterruptedException {
        switch (result) {
            case StepResult.Committed committed -> flush();
            case StepResult.Failed(Failure failure) -> fail(run, failure);
        }
    }

    private void fail(StepRun run, Failure failure) throws SQLException, InterruptedException {
        LOG.warn("{} step {} failed on {}: {}", run.task().change(), run.number(), target, failure.message());
        Outbox.add(session.tables(), session.control(), reports.stepFailed(run, failure));
        giveUp(run.task(), run.number(), run.attempt(), failure);
    }

    private boolean giveUp(Task task, int step, int attempt, Failure failure)
            throws SQLException, InterruptedException {
        Outbox.add(session.tables(), session.control(), reports.changeFailed(task, step, attempt, failure));
        crashPoints.passed(CrashPoint.FAILURE_NOTED);
        flush();
        return true;
    }

    private boolean conclude(Task task, Proposal proposal, long decidedAt) throws SQLException, InterruptedException {
        History.Total total = session.history().total(session.control(), task);
        Outbox.add(
                session.tables(), session.control(), reports.concludedAgain(task, proposal.digest(), total, decidedAt));
        flush();
        return true;
    }
}
