package dev.quipu.ledger.kafka;

import dev.quipu.ledger.Lag;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log on a thread of its own: folds, publishes the newest state, and answers who waits for an entry. */
final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final RecordReader reader;
    private final RecordFold fold;
    private final Snapshots snapshots;
    private final @Nullable SeenLog seen;
    private final Map<UUID, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
    private final InDoubt inDoubt = new InDoubt();

    /** An entry that comes back while its sending fails must be found by one of the two. */
    private final ReentrantLock answering = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private volatile LedgerState published;
    private volatile long position;
    private volatile @Nullable Behind behind;
    private volatile @Nullable LedgerException stopped;
    private volatile boolean closing;
    private boolean denied;

    private record Behind(long records, long sinceNanos) {}

    private Follower(RecordReader reader, RecordFold fold, Snapshots snapshots, @Nullable SeenLog seen) {
        this.seen = seen;
        this.reader = reader;
        this.fold = fold;
        this.snapshots = snapshots;
        this.published = fold.state();
        this.thread = Thread.ofPlatform().name("quipu-follower").daemon().unstarted(this::follow);
    }

    /**
     * Folds all that is in the log now, and follows it from then on.
     *
     * @throws LedgerException if the log can't be read or folded
     */
    static Follower start(KafkaSettings settings, Folding observer, Snapshots snapshots) {
        RecordReader reader = new RecordReader(settings);
        try {
            long end = reader.start();
            SeenLog seen = settings.seen() == null ? null : SeenLog.read(settings.seen(), settings.topic());
            Snapshots.Resumed from = snapshots.resume(reader);
            if (seen != null) {
                seen.compare(from.tree());
            }
            RecordFold fold = new RecordFold(settings.topic(), observer, from.state(), from.tree(), seen);
            Follower follower = new Follower(reader, fold, snapshots, seen);
            new ReadAhead(reader, settings, end).forEach(follower::foldAll);
            if (seen != null) {
                seen.requireAll(fold.tree().size());
                seen.keep(fold.tree());
            }
            follower.offerSnapshot();
            follower.position = end;
            follower.thread.start();
            return follower;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void follow() {
        try {
            while (!closing && stopped == null) {
                foldAll(next());
                reader.knownPosition().ifPresent(this::moveTo);
                reader.lag().ifPresent(this::measure);
                offerSnapshot();
            }
        } catch (WakeupException e) {
            LOG.debug("follower woken up to close");
        } catch (LedgerException e) {
            stop(e);
        } catch (RuntimeException | Error e) { // whoever waits must hear of it, whatever it is
            LOG.error("the ledger can't be followed any further", e);
            stop(new LedgerException.Unusable(
                    "the ledger can't be read any further: " + e, "Start this process again."));
        }
    }

    /** A user who may no longer read goes on when that is mended, as after an outage. */
    private List<ConsumerRecord<byte[], byte[]>> next() {
        try {
            List<ConsumerRecord<byte[], byte[]>> batch = reader.next(POLL);
            if (denied && !batch.isEmpty()) {
                denied = false;
                LOG.info("the ledger can be read again");
            }
            return batch;
        } catch (LedgerException.Denied e) {
            if (!denied) {
                denied = true;
                LOG.error("{}; trying again. {}", e.getMessage(), e.nextStep());
            }
            LockSupport.parkNanos(POLL.toNanos());
            return List.of();
        }
    }

    private void foldAll(List<ConsumerRecord<byte[], byte[]>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Map<UUID, Outcome> answers = new LinkedHashMap<>();
        fold.fold(batch, (raw, outcome) -> {
            if (!waiting.isEmpty() || !inDoubt.isEmpty()) {
                id(outcome, raw).ifPresent(id -> answers.putIfAbsent(id, outcome));
            }
        });
        published = fold.state();
        answers.forEach(this::answer);
        signal();
    }

    private void moveTo(long offset) {
        if (offset != position) {
            position = offset;
            signal();
        }
    }

    private void measure(long records) {
        Behind before = behind;
        behind = records == 0 ? null : new Behind(records, before == null ? System.nanoTime() : before.sinceNanos());
    }

    /** How far the published state is behind the log. */
    Lag lag() {
        Behind now = behind;
        return now == null ? Lag.NONE : new Lag(now.records(), Duration.ofNanos(System.nanoTime() - now.sinceNanos()));
    }

    private void offerSnapshot() {
        ConsumerRecord<byte[], byte[]> last = fold.last();
        if (last != null) {
            snapshots.offer(published, fold.tree(), last);
        }
    }

    private Optional<UUID> id(Outcome outcome, ConsumerRecord<byte[], byte[]> raw) {
        return outcome instanceof Outcome.Accepted accepted
                ? Optional.of(accepted.stamp().id())
                : EntryIds.of(raw.value(), fold.state().declared());
    }

    private void answer(UUID id, Outcome outcome) {
        CompletableFuture<Outcome> future;
        answering.lock();
        try {
            inDoubt.settle(id, outcome);
            future = waiting.remove(id);
        } finally {
            answering.unlock();
        }
        if (future != null) {
            future.complete(outcome);
        }
    }

    /** Nothing is folded any more, and whoever waits or asks hears why. */
    void stop(LedgerException reason) {
        stopped = reason;
        waiting.values().forEach(future -> future.completeExceptionally(reason));
        waiting.clear();
        signal();
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isFollowing() {
        return stopped == null;
    }

    void requireFollowing() {
        LedgerException reason = stopped;
        if (reason != null) {
            throw reason;
        }
    }

    LedgerState state() {
        requireFollowing();
        return published;
    }

    /** Completes when the entry with this id comes back; is complete if it came back after its sending had failed. */
    CompletableFuture<Outcome> await(UUID id) {
        CompletableFuture<Outcome> future = waiting.computeIfAbsent(id, key -> new CompletableFuture<>());
        Outcome earlier = inDoubt.outcome(id);
        if (earlier != null) {
            answer(id, earlier);
        }
        LedgerException reason = stopped;
        if (reason != null) {
            future.completeExceptionally(reason);
        }
        return future;
    }

    /** Nobody waits any longer: sending failed. If the entry comes back all the same, {@link #await} will tell. */
    void fail(UUID id, LedgerException reason) {
        CompletableFuture<Outcome> future;
        answering.lock();
        try {
            future = waiting.remove(id);
            if (future != null) {
                inDoubt.add(id);
            }
        } finally {
            answering.unlock();
        }
        if (future != null) {
            future.completeExceptionally(reason);
        }
    }

    LedgerState awaitMoreThan(long entries, Duration atMost) throws InterruptedException {
        await(() -> published.entries() > entries, atMost);
        return state();
    }

    /** Whether all records before {@code offset} are folded within {@code atMost}. */
    boolean awaitPosition(long offset, Duration atMost) throws InterruptedException {
        return await(() -> position >= offset, atMost);
    }

    private boolean await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (stopped == null && !condition.getAsBoolean() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
        return condition.getAsBoolean();
    }

    @Override
    public void close() {
        closing = true;
        reader.wakeup();
        ThreadEnd.await(thread); // the consumer allows one thread at a time
        stop(new LedgerException.Unavailable("the ledger was closed", "Open it again.", null));
        reader.close();
        if (seen != null) {
            seen.keep(fold.tree());
        }
        snapshots.close();
    }
}
