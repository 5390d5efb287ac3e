package dev.quipu.consumers.agent;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.TargetState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an agent at work on one target: connects, waits for its turn, works, and begins again after a failure. */
final class TargetLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetLoop.class);
    private static final Duration STAND_BY = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final TargetId target;
    private final Supplier<TargetDatabase> database;
    private final Ledger ledger;
    private final Reports reports;
    private final CrashPoints crashPoints;
    private final Breakdowns breakdowns = new Breakdowns();
    private Duration pause = FIRST_PAUSE;
    private boolean standingBy;

    TargetLoop(
            TargetId target,
            Supplier<TargetDatabase> database,
            Ledger ledger,
            Reports reports,
            CrashPoints crashPoints) {
        this.target = target;
        this.database = database;
        this.ledger = ledger;
        this.reports = reports;
        this.crashPoints = crashPoints;
    }

    /** Runs until the thread is interrupted, the target is retired, or only a person can help. */
    @Override
    public void run() {
        try {
            boolean active = true;
            while (active && !Thread.currentThread().isInterrupted()) {
                active = attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (AgentStopped | LedgerException.Unusable e) {
            LOG.error("the agent of {} has stopped: {}", target, e.getMessage());
        }
    }

    private boolean isRetired() {
        TargetState known = ledger.state().target(target);
        return known != null && !known.isActive();
    }

    /** Whether to try again: not if the target is retired. */
    private boolean attempt() throws InterruptedException {
        long began = System.nanoTime();
        try {
            if (isRetired()) {
                return false;
            }
            work();
        } catch (SQLException e) {
            LOG.warn("{}: {} ({}); trying again", target, e.getMessage(), e.getSQLState());
            backOff(began);
        } catch (LedgerException.Unavailable | LedgerException.Denied e) {
            LOG.warn("{}: {}; trying again", target, e.getMessage());
            backOff(began);
        } catch (AgentStopped | LedgerException.Unusable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{}: an error that nobody expected; trying again", target, e);
            backOff(began);
        }
        return true;
    }

    private void work() throws SQLException, InterruptedException {
        try (TargetSession session = TargetSession.tryOpen(target, database())) {
            if (session == null) {
                standBy();
                return;
            }
            LOG.info("working on {}", target);
            standingBy = false;
            new TargetWorker(target, ledger, session, reports, breakdowns, crashPoints).work();
        }
    }

    private TargetDatabase database() throws SQLException {
        try {
            return database.get();
        } catch (RuntimeException e) {
            throw new SQLException(e.getMessage(), "08001", e);
        }
    }

    private void standBy() throws InterruptedException {
        if (!standingBy) {
            LOG.info("another agent works on {}: standing by", target);
            standingBy = true;
        }
        Thread.sleep(STAND_BY);
    }

    /** Pauses longer each time, until an attempt has lasted. */
    private void backOff(long began) throws InterruptedException {
        if (System.nanoTime() - began > LONGEST_PAUSE.toNanos()) {
            pause = FIRST_PAUSE;
        }
        Thread.sleep(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
}
