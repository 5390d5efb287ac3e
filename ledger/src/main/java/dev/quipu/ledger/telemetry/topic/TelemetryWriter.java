package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import dev.quipu.ledger.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes reports to their topic on a thread of its own, which starts with the first report. Of each target it keeps the
 * newest report until it is sent, twice a second at most; what repeats the one before is sent every ten seconds.
 */
public final class TelemetryWriter implements Telemetry {

    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration REPEAT = Duration.ofSeconds(10);

    /** What was taken in last of a target, and when. */
    private record Taken(TargetReport report, long nanos) {

        /** Who is held tells why; how far it is was told before. */
        TargetReport completed(TargetReport next) {
            return next.activity() instanceof Activity.Held held && held.progress() == null && isSameStep(next)
                    ? new TargetReport(
                            next.target(),
                            next.change(),
                            next.step(),
                            next.at(),
                            new Activity.Held(held.signal(), held.value(), held.limit(), held.since(), progress()))
                    : next;
        }

        private Activity.@Nullable Backfilling progress() {
            return switch (report.activity()) {
                case Activity.Backfilling filling -> filling;
                case Activity.Held held -> held.progress();
                case Activity.Waiting waiting -> null;
                case Activity.StandingBy by -> null;
                case Activity.Idle idle -> null;
            };
        }

        private boolean isSameStep(TargetReport next) {
            return next.step() == report.step() && Objects.equals(next.change(), report.change());
        }

        boolean makesSuperfluous(TargetReport next, long now) {
            return now - nanos < REPEAT.toNanos() && next.activity().equals(report.activity()) && isSameStep(next);
        }
    }

    private final ReportProducer producer;
    private final Map<TargetId, Taken> taken = new ConcurrentHashMap<>();
    private final Map<TargetId, TargetReport> waiting = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private final AtomicReference<@Nullable Thread> sender = new AtomicReference<>();
    private volatile boolean closed;

    private TelemetryWriter(ReportProducer producer) {
        this.producer = producer;
    }

    /** A writer, or {@link Telemetry#NONE} if the settings name no topic for reports. Nothing is opened yet. */
    public static Telemetry of(KafkaSettings settings) {
        String topic = settings.telemetry();
        return topic == null ? NONE : new TelemetryWriter(new ReportProducer(settings, topic));
    }

    @Override
    public void publish(TargetReport told) {
        long now = System.nanoTime();
        Taken before = taken.get(told.target());
        TargetReport report = before == null ? told : before.completed(told);
        if (closed || (before != null && before.makesSuperfluous(report, now))) {
            return;
        }
        taken.put(report.target(), new Taken(report, now));
        waiting.put(report.target(), report);
        news.release();
        start();
    }

    private void start() {
        if (sender.get() == null) {
            Thread thread = Thread.ofPlatform().daemon().name("quipu-telemetry").unstarted(this::send);
            if (sender.compareAndSet(null, thread)) {
                thread.start();
            }
        }
    }

    private void send() {
        try (producer) {
            while (!closed) {
                news.acquire();
                news.drainPermits();
                for (TargetId target : List.copyOf(waiting.keySet())) {
                    TargetReport report = waiting.remove(target);
                    if (report != null) {
                        producer.send(report);
                    }
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = sender.get();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
