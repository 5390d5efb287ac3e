package dev.quipu.consumers.trail;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.kafka.Folding;
import dev.quipu.ledger.kafka.LoggedRecord;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers all records of a log, accepted and void, to a sink, and goes on after the last confirmed one whenever it is
 * started again. It sees records on the thread that folds them and delivers them on one of its own; a sink that is
 * slower than the log holds up the fold.
 */
public final class Trail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
    private static final int QUEUED = 10_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final String topic;
    private final TrailSink sink;
    private final PositionFile file;
    private final BlockingQueue<TrailEntry> queue = new LinkedBlockingQueue<>(QUEUED);
    private final Delivery delivery;
    private final Thread thread;
    private volatile Position queued;
    private volatile boolean closing;

    private Trail(String topic, TrailFormat format, TrailSink sink, PositionFile file, Position start, Duration pause) {
        this.topic = topic;
        this.sink = sink;
        this.file = file;
        this.queued = start;
        this.delivery = new Delivery(queue, format, sink, file, pause);
        this.thread = Thread.ofPlatform().name("quipu-trail").daemon().unstarted(delivery);
    }

    /**
     * Goes on where the trail ended, or begins with the first record. The sink is closed with the trail.
     *
     * @param topic the ledger's
     * @param position the file that says how far the trail is
     * @throws TrailException if it can't go on
     */
    public static Trail start(String topic, TrailFormat format, TrailSink sink, Path position) {
        return start(topic, format, sink, position, Duration.ofSeconds(1));
    }

    /** @param pause after a failure, at first */
    static Trail start(String topic, TrailFormat format, TrailSink sink, Path position, Duration pause) {
        PositionFile file = PositionFile.open(position);
        try {
            Trail trail = new Trail(topic, format, sink, file, resume(file, sink), pause);
            trail.thread.start();
            return trail;
        } catch (IOException e) {
            close(file, sink);
            throw new TrailException(
                    "the trail can't go on in %s: %s".formatted(sink, e), "Mend the folder's rights, or name another.");
        } catch (RuntimeException e) {
            close(file, sink);
            throw e;
        }
    }

    private static Position resume(PositionFile file, TrailSink sink) throws IOException {
        Position kept = file.read();
        Position start = kept == null ? Position.START : kept;
        sink.resume(start, kept == null);
        file.write(start); // from here on, what lies beyond is known to be unconfirmed
        LOG.info("the trail goes on in {} after record {}", sink, start.number());
        return start;
    }

    /**
     * What sees the records, from the first.
     *
     * @param stopped whether the process is told to end, so that nothing more is to be waited for
     */
    public Folding observer(BooleanSupplier stopped) {
        return (record, outcome, after) -> see(record, outcome, after, stopped);
    }

    private void see(LoggedRecord record, Outcome outcome, LedgerState after, BooleanSupplier stopped) {
        Position last = queued;
        if (record.number() < last.number()) {
            return;
        }
        TrailEntry entry = TrailEntry.of(topic, record, outcome, after);
        if (record.number() == last.number()) {
            last.requireSame(entry);
        } else if (put(entry, stopped)) {
            queued = Position.of(entry);
        } else {
            throw new LedgerException.Unavailable("the trail was stopped", "Start it again.", null);
        }
    }

    private boolean put(TrailEntry entry, BooleanSupplier stopped) {
        try {
            boolean taken = false;
            while (!taken && !closing && !stopped.getAsBoolean() && delivery.failure() == null) {
                taken = queue.offer(entry, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws TrailException if the log has fewer records than were delivered of it */
    public void requireAll(LedgerState state) {
        if (state.entries() <= queued.number()) {
            throw new TrailException(
                    "topic %s was cut off or made anew: it has %d records, and record %d was delivered"
                            .formatted(topic, state.entries(), queued.number()),
                    "Find out who changed the topic, and restore it from a backup (quipu ledger import).");
        }
    }

    /** @throws TrailException if it can't deliver any more */
    public void requireWorking() {
        TrailException failure = delivery.failure();
        if (failure != null) {
            throw failure;
        }
    }

    /** How far it is: the last record that was confirmed. */
    public Position confirmed() {
        return delivery.confirmed();
    }

    /** Records that wait for their delivery. */
    public int waiting() {
        return queue.size();
    }

    /** Ends after the batch that is being delivered; the rest is delivered the next time. */
    @Override
    public void close() {
        closing = true;
        delivery.stop();
        try {
            if (!thread.join(END_WITHIN)) {
                thread.interrupt();
                thread.join(END_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(file, sink);
    }

    private static void close(AutoCloseable... all) {
        for (AutoCloseable one : List.of(all)) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.debug("closing {}", one, e);
            }
        }
    }

    @Override
    public String toString() {
        return "trail in " + sink;
    }

    /** For tests and messages: null before anything failed. */
    @Nullable
    String trouble() {
        return delivery.trouble();
    }
}
