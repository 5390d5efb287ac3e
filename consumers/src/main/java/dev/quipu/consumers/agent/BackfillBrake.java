package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.Brake;
import dev.quipu.consumers.backfill.LoadReader;
import dev.quipu.consumers.backfill.Verdict;
import dev.quipu.consumers.backfill.Verdict.Exceeded;
import dev.quipu.consumers.dialect.LoadSignals;
import dev.quipu.consumers.dialect.Signal;
import dev.quipu.consumers.dialect.TableName;
import dev.quipu.ledger.change.Limit;
import dev.quipu.ledger.change.Limits;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Holds a backfill back while load or operators want it so. For one thread. */
final class BackfillBrake {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_WAITERS_AFTER = Duration.ofMillis(50);

    private final BackfillOrders orders;
    private final BackfillReports reports;
    private final BackfillTime time;
    private final LoadSignals signals;
    private final String scriptSession;
    private final Brake brake;
    private @Nullable Exceeded holding;
    private Instant heldSince = Instant.EPOCH;
    private long heldFrom;
    private Duration worked = LOOK_AT_WAITERS_AFTER;

    BackfillBrake(
            TargetSession session, TableName table, BackfillOrders orders, BackfillReports reports, BackfillTime time)
            throws SQLException {
        this.orders = orders;
        this.reports = reports;
        this.time = time;
        this.signals = session.dialect().signals(session.control());
        this.scriptSession = session.dialect().locks().session(session.scripts());
        this.brake = new Brake(session.control(), new LoadReader(signals, table));
    }

    BackfillTime time() {
        return time;
    }

    /** Waits until the backfill may go on; or why it may not, else null. */
    @Nullable
    BackfillEnd await() throws SQLException, InterruptedException {
        try {
            while (orders.isRunning()) {
                switch (brake.verdict(orders.limits())) {
                    case Verdict.Go go -> {
                        return null;
                    }
                    case Verdict.Hold(Exceeded exceeded) -> hold(exceeded);
                    case Verdict.Pause(Exceeded exceeded) -> {
                        return new BackfillEnd.Paused(exceeded);
                    }
                    case Verdict.Abort(Exceeded exceeded) -> {
                        return new BackfillEnd.Failed(Failure.limit(exceeded));
                    }
                }
            }
            return new BackfillEnd.Stopped();
        } finally {
            release();
        }
    }

    private void hold(Exceeded exceeded) throws InterruptedException {
        if (holding == null || !holding.signal().equals(exceeded.signal())) {
            release();
            heldSince = reports.held(exceeded);
            heldFrom = System.nanoTime();
        }
        holding = exceeded;
        reports.holding(exceeded, heldSince);
        Thread.sleep(LOOK_EVERY);
    }

    private void release() {
        Exceeded exceeded = holding;
        if (exceeded != null) {
            Duration duration = Duration.ofNanos(System.nanoTime() - heldFrom);
            time.addHeld(duration);
            reports.released(exceeded, duration);
            holding = null;
        }
    }

    /** Looks who waits for the locks of a batch that is about to be committed; not after every short batch. */
    void beforeCommit(Limits limits, Duration took) throws SQLException {
        worked = worked.plus(took);
        boolean due = worked.compareTo(LOOK_AT_WAITERS_AFTER) >= 0;
        if (!due || limits.least(Limit.LOCK_WAITERS).isEmpty()) {
            return;
        }
        worked = Duration.ZERO;
        if (signals.waitersBehind(scriptSession) instanceof Signal.Value(double count)) {
            brake.waiters(count, limits);
        }
    }

    /**
     * Rests, unless operators want the backfill to stop.
     *
     * @return whether it is to go on
     */
    boolean rest(Duration duration) throws InterruptedException {
        long until = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
            if (!orders.isRunning()) {
                return false;
            }
            Thread.sleep(Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
        }
        return true;
    }
}
