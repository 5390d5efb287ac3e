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
            while (!Thread.currentThread().isInterrupted() && !isRetired()) {
                attempt();
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

    private void attempt() throws InterruptedException {
        try (TargetSession session = TargetSession.tryOpen(target, database())) {
            if (session == null) {
                standBy();
                return;
            }
            LOG.info("working on {}", target);
            standingBy = false;
            pause = FIRST_PAUSE;
            new TargetWorker(target, ledger, session, reports, crashPoints).work();
        } catch (SQLException e) {
            LOG.warn("{}: {} ({}); trying again in {} ms", target, e.getMessage(), e.getSQLState(), pause.toMillis());
            backOff();
        } catch (LedgerException.Unavailable e) {
            LOG.warn("{}: {}; trying again in {} ms", target, e.getMessage(), pause.toMillis());
            backOff();
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

    private void backOff() throws InterruptedException {
        Thread.sleep(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
}
