package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.ledger.telemetry.TargetReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was reported in the last minute, and goes on from there at the next call. Never waits longer than it is
 * told to, and never fails: without a topic, a right or an answer it knows nothing, and asks again ten seconds later.
 * For one thread.
 */
public final class TelemetryReader implements AutoCloseable {

    /** How old a report may be, by the broker's clock, to count as what goes on now. */
    public static final Duration LIVE = Duration.ofMinutes(1);

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);

    /** @param working the newest report of the agent that works, and when the broker got it */
    private record Heard(LiveTarget live, Instant working, Instant standingBy) {

        static final Heard NOTHING = new Heard(LiveTarget.SILENT, Instant.MIN, Instant.MIN);

        Heard with(TargetReport report, Instant at) {
            LiveTarget next = live.with(report);
            return report.activity() instanceof Activity.StandingBy
                    ? new Heard(next, working, at)
                    : new Heard(next, at, standingBy);
        }

        LiveTarget since(Instant oldest) {
            return new LiveTarget(
                    working.isBefore(oldest) ? null : live.working(),
                    standingBy.isBefore(oldest) ? null : live.standingBy());
        }
    }

    private final KafkaSettings settings;
    private final Clock clock;
    private final Map<TargetId, Heard> heard = new TreeMap<>();
    private @Nullable ReportConsumer consumer;
    private @Nullable String problem;
    private Instant askAgainAt = Instant.MIN;
    private long unreadable;

    /** A reader that opens nothing before it is asked. */
    public TelemetryReader(KafkaSettings settings) {
        this(settings, Clock.systemUTC());
    }

    TelemetryReader(KafkaSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What was heard in the last minute. Reads all that is there, as far as the time allows. */
    public Map<TargetId, LiveTarget> newest(Duration atMost) {
        String topic = settings.telemetry();
        if (topic == null) {
            problem = "telemetry.topic is none";
        } else if (!clock.instant().isBefore(askAgainAt)) {
            read(topic, atMost);
        }
        return live();
    }

    /** Why nothing can be heard, as a clause without a full stop. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** How many records were skipped because they hold no report that this reader understands. */
    public long unreadable() {
        return unreadable;
    }

    private void read(String topic, Duration atMost) {
        try {
            ReportConsumer open = consumer == null
                    ? ReportConsumer.open(settings, topic, clock.instant().minus(LIVE))
                    : consumer;
            consumer = open;
            open.toTheEnd(atMost).forEach(this::take);
            problem = null;
        } catch (KafkaException | TimeoutException e) {
            problem = TelemetryProblem.of(settings, topic, e);
            askAgainAt = clock.instant().plus(ASK_AGAIN_AFTER);
            close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> row) {
        ReportDecoder.decode(row.key(), row.value())
                .ifPresentOrElse(
                        report -> heard.merge(
                                report.target(),
                                Heard.NOTHING.with(report, Instant.ofEpochMilli(row.timestamp())),
                                (before, one) -> before.with(report, Instant.ofEpochMilli(row.timestamp()))),
                        () -> unreadable++);
    }

    private Map<TargetId, LiveTarget> live() {
        Instant oldest = clock.instant().minus(LIVE);
        Map<TargetId, LiveTarget> live = new TreeMap<>();
        heard.values().removeIf(one -> one.since(oldest).equals(LiveTarget.SILENT));
        heard.forEach((target, one) -> live.put(target, one.since(oldest)));
        return live;
    }

    @Override
    public void close() {
        ReportConsumer open = consumer;
        consumer = null;
        if (open != null) {
            open.close();
        }
    }
}
