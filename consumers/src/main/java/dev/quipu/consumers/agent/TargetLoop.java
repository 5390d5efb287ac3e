package dev.quipu.consumers.agent;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work.Task;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps an agent at work on one target: waits until something is to be done, then for a place, connects, works, and
 * begins again after a failure. Looks into the target's outbox once at its start.
 */
final class TargetLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetLoop.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration STAND_BY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STAND_BY = Duration.ofSeconds(5);

    private final TargetId target;
    private final TargetWatch watch;
    private final Credentials credentials;
    private final AgentContext context;
    private final Reports reports;
    private final Breakdowns breakdowns = new Breakdowns();
    private final CopyExpiry expiry = new CopyExpiry();
    private final LockBudgets budgets = new LockBudgets();
    private final Patience patience = new Patience();
    private final Backoff failing = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private final Backoff standingBy = new Backoff(STAND_BY, LONGEST_STAND_BY);
    private boolean looked;
    private volatile TargetHealth health = new TargetHealth.Queued(now());

    TargetLoop(TargetWatch watch, Credentials credentials, AgentContext context, Reports reports) {
        this.target = watch.target();
        this.watch = watch;
        this.credentials = credentials;
        this.context = context;
        this.reports = reports;
    }

    TargetHealth health() {
        return health;
    }

    /** Runs until the thread is interrupted, the target is retired, or only a person can help. */
    @Override
    public void run() {
        try {
            while (!watch.isRetired(context.ledger())) {
                attempt();
            }
            health = new TargetHealth.Retired(now());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (AgentStopped | LedgerException.Unusable e) {
            LOG.error("the agent of {} has stopped: {}", target, e.getMessage());
            health = new TargetHealth.Stopped(now(), String.valueOf(e.getMessage()));
        } catch (Error e) { // there may be no memory; who looks after the target must hear of it all the same
            health = new TargetHealth.Stopped(now(), e.toString());
            LOG.error("the agent of {} has stopped", target, e);
        }
    }

    private void attempt() throws InterruptedException {
        try {
            TargetWatch.Next next = watch.next(context.ledger());
            if (next.isWork() || !looked || (next.target() != null && expiry.isDue())) {
                serve();
            } else {
                idle();
                tell(new Activity.Idle());
                watch.wakeUp().await(Backoff.jittered(LOOK_EVERY));
            }
        } catch (SQLException e) {
            if (Thread.interrupted()) { // the driver wraps it
                throw new InterruptedException(e.getMessage());
            }
            failed("%s (%s)".formatted(e.getMessage(), e.getSQLState()), Credentials.reason(e));
            pause(e);
        } catch (LedgerException.Unavailable | LedgerException.Denied e) {
            failed(String.valueOf(e.getMessage()), String.valueOf(e.getMessage()));
            Thread.sleep(failing.next());
        } catch (AgentStopped | LedgerException.Unusable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{}: an error that nobody expected", target, e);
            String reason = "an error that nobody expected: " + e.getClass().getSimpleName();
            failed(reason, reason);
            Thread.sleep(failing.next());
        }
    }

    /** In the log once, as long as it stays the same. */
    private void failed(String message, String reason) {
        looked = false;
        patience.lost();
        TargetHealth.@Nullable Unreachable before = health instanceof TargetHealth.Unreachable it ? it : null;
        boolean known = before != null && before.reason().equals(reason);
        LOG.atLevel(known ? Level.DEBUG : Level.WARN).log("{}: {}; trying again", target, message);
        health = new TargetHealth.Unreachable(before == null ? now() : before.since(), reason);
    }

    /** Pauses longer each time; after a refused login, until the password is another. */
    private void pause(SQLException e) throws InterruptedException {
        Duration pause = failing.next();
        if (Credentials.isRefused(e)) {
            credentials.awaitOthers(pause);
        } else {
            Thread.sleep(pause);
        }
    }

    private void serve() throws SQLException, InterruptedException {
        if (!(health instanceof TargetHealth.Unreachable || health instanceof TargetHealth.StandingBy)) {
            health = new TargetHealth.Queued(now());
        }
        switch (takeTurn()) {
            case WORKED -> {}
            case STUCK -> watch.wakeUp().await(Backoff.jittered(LOOK_EVERY));
            case TAKEN -> standBy();
        }
    }

    /** What came of a place. */
    private enum Taken {
        WORKED,
        STUCK,
        /** Another agent has the target. */
        TAKEN
    }

    private Taken takeTurn() throws SQLException, InterruptedException {
        try (Places.Place place = context.places().take(watch.wakeUp(), patience.limit())) {
            TargetDatabase database = credentials.read();
            patience.begin();
            try (TargetSession session = TargetSession.tryOpen(target, database)) {
                patience.end();
                if (session == null) {
                    return Taken.TAKEN;
                }
                return place.connected() ? work(session, place) : Taken.WORKED;
            }
        }
    }

    private Taken work(TargetSession session, Places.Place place) throws SQLException, InterruptedException {
        LOG.atLevel(looked ? Level.DEBUG : Level.INFO).log("working on {}", target);
        standingBy.reset();
        Turn turn = new Turn(place, session, watch);
        TargetWorker worker =
                new TargetWorker(context, watch, session, reports, breakdowns, budgets, turn, this::working);
        worker.flush();
        looked = true;
        health = new TargetHealth.Idle(now());
        while (true) {
            TargetWorker.End end = worker.work();
            failing.reset();
            switch (end) {
                case STUCK -> {
                    return Taken.STUCK;
                }
                case TURN_OVER -> {
                    return Taken.WORKED;
                }
                case DONE -> {
                    dropExpired(session);
                    idle();
                    if (!turn.rest(context.ledger())) {
                        return Taken.WORKED;
                    }
                }
            }
        }
    }

    private void dropExpired(TargetSession session) throws SQLException {
        TargetState known = context.ledger().state().target(target);
        if (known != null) {
            expiry.dropExpired(session, known);
        }
    }

    private void working(Task task) {
        if (!(health instanceof TargetHealth.Working before && before.change().equals(task.change()))) {
            health = new TargetHealth.Working(now(), task.change());
        }
    }

    private void idle() {
        if (!(health instanceof TargetHealth.Idle)) {
            health = new TargetHealth.Idle(now());
        }
    }

    private void standBy() throws InterruptedException {
        if (!(health instanceof TargetHealth.StandingBy)) {
            LOG.info("another agent works on {}: standing by", target);
            looked = false;
            health = new TargetHealth.StandingBy(now());
        }
        tell(new Activity.StandingBy(health.since()));
        if (watch.next(context.ledger()).isWork()) {
            Thread.sleep(standingBy.next());
        } else {
            watch.wakeUp().await(Backoff.jittered(LOOK_EVERY));
        }
    }

    private void tell(Activity activity) {
        context.telemetry().publish(TargetReport.of(target, now(), activity));
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
