package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.BackfillStore;
import dev.quipu.consumers.backfill.BatchSize;
import dev.quipu.consumers.backfill.Checkpoint;
import dev.quipu.consumers.backfill.Errors;
import dev.quipu.consumers.backfill.Pace;
import dev.quipu.consumers.backfill.Range;
import dev.quipu.consumers.backfill.Verdict;
import dev.quipu.consumers.backfill.Verdict.Exceeded;
import dev.quipu.consumers.backfill.Walk;
import dev.quipu.ledger.change.Limits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Walks along a table and changes its rows batch by batch. A batch that is refused because of a row is split until the
 * row is found and set aside; one that others stand in the way of is split and tried again. Between batches it heeds
 * what operators say and what the database's load says. For one thread.
 */
final class BackfillLoop {

    private static final int TOO_OFTEN_BLOCKED = 30;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final TargetSession session;
    private final BackfillStore store;
    private final Walk walk;
    private final BatchRunner batches;
    private final BackfillOrders orders;
    private final BackfillBrake brake;
    private final BackfillReports reports;
    private final BackfillTime time;
    private final BatchSize size;
    private final Runnable progress;

    /** Parts of a batch that is being split, the next one first. */
    private final Deque<Range> parts = new ArrayDeque<>();

    private Checkpoint checkpoint;
    private int blocked;

    /** @param progress hears of each batch that is committed */
    BackfillLoop(
            TargetSession session,
            BackfillStore store,
            Walk walk,
            BatchRunner batches,
            BackfillOrders orders,
            BackfillBrake brake,
            BackfillReports reports,
            Checkpoint checkpoint,
            Runnable progress) {
        this.session = session;
        this.store = store;
        this.walk = walk;
        this.batches = batches;
        this.orders = orders;
        this.brake = brake;
        this.reports = reports;
        this.time = brake.time();
        this.checkpoint = checkpoint;
        this.progress = progress;
        this.size = new BatchSize(checkpoint.batchSize(), orders.limits());
    }

    /** How far it has come. */
    Checkpoint checkpoint() {
        return time.stamped(checkpoint, size.rows());
    }

    /**
     * Goes on until it can't.
     *
     * @throws SQLException if the session is lost
     */
    BackfillEnd run() throws SQLException, InterruptedException {
        while (true) {
            BackfillEnd end = brake.await();
            if (end != null) {
                return end;
            }
            end = goOn();
            if (end != null) {
                return end;
            }
        }
    }

    private @Nullable BackfillEnd goOn() throws SQLException, InterruptedException {
        try {
            Range range = next();
            BackfillEnd end = range == null ? new BackfillEnd.Done() : run(range, orders.limits());
            if (end == null) {
                reports.working(checkpoint());
            }
            return end;
        } catch (SQLException e) { // of a look at the table, not of a batch
            if (!session.isLost(e) && batches.outcome(e) instanceof BatchOutcome.Blocked(Failure failure)) {
                return blocked(failure);
            }
            throw e;
        }
    }

    private @Nullable Range next() throws SQLException {
        Range part = parts.poll();
        return part != null ? part : walk.next(session.scripts(), checkpoint.reached(), checkpoint.goal(), size.rows());
    }

    /** Why it can't go on after this range, or null if it can. */
    private @Nullable BackfillEnd run(Range range, Limits limits) throws SQLException, InterruptedException {
        BatchOutcome outcome = batches.run(
                range,
                limits,
                changed -> time.stamped(checkpoint.after(range, changed), size.rows()),
                took -> brake.beforeCommit(limits, took));
        return switch (outcome) {
            case BatchOutcome.Committed(long changed, Duration took) -> committed(range, changed, took, limits);
            case BatchOutcome.RowsRefused(Failure failure) -> refused(range, failure, limits);
            case BatchOutcome.Blocked(Failure failure) -> blocked(range, failure);
            case BatchOutcome.Impossible(Failure failure) -> new BackfillEnd.Failed(failure);
        };
    }

    private @Nullable BackfillEnd committed(Range range, long changed, Duration took, Limits limits)
            throws InterruptedException {
        checkpoint = checkpoint.after(range, changed);
        blocked = 0;
        progress.run();
        reports.changed(changed);
        if (parts.isEmpty()) {
            size.observe(range.rows(), took, limits);
        }
        return brake.rest(Pace.rest(range.rows(), took, limits)) ? null : new BackfillEnd.Stopped();
    }

    private @Nullable BackfillEnd refused(Range range, Failure failure, Limits limits) throws SQLException {
        if (range.rows() > 1) {
            split(range);
            return null;
        }
        if (!isOneRow(range)) {
            return null;
        }
        checkpoint = checkpoint.afterFailed(range);
        batches.inTransaction(epoch -> {
            store.quarantine(session.scripts(), range.upTo(), failure.code(), failure.message());
            store.save(session.scripts(), checkpoint());
            return epoch;
        });
        reports.quarantined(failure);
        long pending = parts.stream().mapToLong(Range::rows).sum();
        return end(Errors.verdict(
                checkpoint.quarantined() - checkpoint.accepted(),
                checkpoint.scanned() + pending - checkpoint.acceptedAt(),
                limits));
    }

    /** Rows may have come since it was looked at, and the row may be gone: then what is there is tried again. */
    private boolean isOneRow(Range range) throws SQLException {
        Range first = walk.next(session.scripts(), range.after(), range.upTo(), 1);
        if (first == null || first.upTo().equals(range.upTo())) {
            return first != null;
        }
        parts.push(new Range(first.upTo(), range.upTo(), 1));
        parts.push(first);
        return false;
    }

    private static @Nullable BackfillEnd end(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Go go -> null;
            case Verdict.Hold hold -> null;
            case Verdict.Pause(Exceeded exceeded) -> new BackfillEnd.Paused(exceeded);
            case Verdict.Abort(Exceeded exceeded) -> new BackfillEnd.Failed(Failure.limit(exceeded));
        };
    }

    private @Nullable BackfillEnd blocked(Range range, Failure failure) throws SQLException, InterruptedException {
        parts.push(range);
        BackfillEnd end = blocked(failure);
        if (end == null && range.rows() > 1) {
            parts.pop();
            split(range);
        }
        return end;
    }

    private @Nullable BackfillEnd blocked(Failure failure) throws InterruptedException {
        blocked++;
        if (blocked > TOO_OFTEN_BLOCKED) {
            return new BackfillEnd.Paused(new Exceeded(
                    "blocked", "%d times in a row: %s".formatted(blocked, failure.message()), "less often"));
        }
        size.halve();
        long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(blocked, 10));
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
        return brake.rest(pause) ? null : new BackfillEnd.Stopped();
    }

    /** Rows may be gone meanwhile: then there is less to split, or nothing. */
    private void split(Range range) throws SQLException {
        List<String> end = range.upTo();
        Range first = walk.next(session.scripts(), range.after(), end, (range.rows() + 1) / 2);
        if (first == null) {
            return;
        }
        if (!first.upTo().equals(end) && range.rows() > first.rows()) {
            parts.push(new Range(first.upTo(), end, range.rows() - first.rows()));
        }
        parts.push(first);
    }
}
