package dev.quipu.consumers.trail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes records from a queue and delivers them batch by batch, each as often as it takes. */
final class Delivery implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<TrailEntry> queue;
    private final TrailFormat format;
    private final TrailSink sink;
    private final PositionFile file;
    private final Duration firstPause;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable TrailException failure;
    private volatile @Nullable String trouble;
    private volatile Position confirmed = Position.START;

    Delivery(
            BlockingQueue<TrailEntry> queue,
            TrailFormat format,
            TrailSink sink,
            PositionFile file,
            Duration firstPause) {
        this.queue = queue;
        this.format = format;
        this.sink = sink;
        this.file = file;
        this.firstPause = firstPause;
    }

    /** Why it has ended, or null. */
    @Nullable
    TrailException failure() {
        return failure;
    }

    /** What keeps it from delivering now, or null. */
    @Nullable
    String trouble() {
        return trouble;
    }

    Position confirmed() {
        return confirmed;
    }

    void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        try {
            while (stop.getCount() > 0) {
                List<TrailEntry> batch = take();
                if (!batch.isEmpty()) {
                    deliver(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TrailException e) {
            failure = e;
        } catch (RuntimeException | Error e) { // whoever looks must hear of it, whatever it is
            LOG.error("the trail can't go on", e);
            failure = new TrailException("the trail can't go on: " + e, "Start it again.");
        }
    }

    private List<TrailEntry> take() throws InterruptedException {
        TrailEntry first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<TrailEntry> batch = new ArrayList<>();
        batch.add(first);
        queue.drainTo(batch, BATCH - 1);
        return batch;
    }

    private void deliver(List<TrailEntry> batch) throws InterruptedException {
        List<TrailLine> lines = batch.stream().map(format::line).toList();
        Position position = Position.of(batch.getLast());
        boolean delivered = false;
        Duration pause = firstPause;
        do {
            try {
                if (!delivered) {
                    sink.deliver(lines);
                    delivered = true;
                }
                file.write(position);
                confirmed = position;
                recovered(position);
                return;
            } catch (IOException e) {
                Duration wait = longer(jittered(pause), e instanceof DeliveryException said ? said.notBefore() : pause);
                failed(e, wait);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } while (stop.getCount() > 0);
    }

    private void failed(IOException e, Duration wait) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        if (!text.equals(trouble)) {
            LOG.warn("nothing is delivered now: {}; trying again, first in {} ms", text, wait.toMillis());
            trouble = text;
        }
    }

    private void recovered(Position position) {
        if (trouble != null) {
            trouble = null;
            LOG.info("delivering again, up to record {}", position.number());
        }
    }

    private static Duration jittered(Duration pause) {
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
