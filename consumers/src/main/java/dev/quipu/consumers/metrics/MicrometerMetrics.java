package dev.quipu.consumers.metrics;

import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * An agent's metrics in a registry of Micrometer. All names begin with {@code quipu.}; the guide lists them.
 * Thread-safe.
 */
public final class MicrometerMetrics implements AgentMetrics {

    private final MeterRegistry registry;
    private final Tags tags;
    private final RowRate rate = new RowRate();

    private MicrometerMetrics(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        gauge("quipu.backfill.rate", "Rows per second that backfills did of late", rate, RowRate::perSecond);
    }

    /** Metrics of the only agent that counts into {@code registry}. */
    public static MicrometerMetrics in(MeterRegistry registry) {
        return new MicrometerMetrics(registry, Tags.empty());
    }

    /** @param tags on every meter, such as the agent's name where several count into one registry */
    public static MicrometerMetrics in(MeterRegistry registry, Iterable<Tag> tags) {
        return new MicrometerMetrics(registry, Tags.of(tags));
    }

    @Override
    public void stepEnded(String kind, StepOutcome outcome, Duration duration) {
        registry.timer("quipu.steps", tags.and("kind", kind, "outcome", name(outcome)))
                .record(duration);
    }

    @Override
    public void changeEnded(ServiceName service, ChangeOutcome outcome) {
        registry.counter("quipu.changes", tags.and("service", service.toString(), "outcome", name(outcome)))
                .increment();
    }

    @Override
    public void rowsBackfilled(TargetId target, long rows) {
        rate.add(rows);
        registry.counter("quipu.backfill.rows", tags.and("target", target.toString()))
                .increment((double) rows);
    }

    @Override
    public void held(String signal, Duration duration) {
        registry.timer("quipu.backfill.held", tags.and("signal", signal)).record(duration);
    }

    @Override
    public void lockWait(Duration duration) {
        registry.timer("quipu.lock.waits", tags).record(duration);
    }

    @Override
    public void watch(AgentReadings readings) {
        gauge("quipu.sessions.open", "Sessions that are open", readings, AgentReadings::sessionsOpen);
        gauge("quipu.sessions.max", "Sessions that may be open at once", readings, AgentReadings::sessionsCap);
        gauge("quipu.ledger.lag.entries", "Entries behind the ledger", readings, AgentReadings::lagEntries);
        TimeGauge.builder("quipu.ledger.lag", readings, TimeUnit.MILLISECONDS, it -> it.lag()
                        .toMillis())
                .description("For how long it has been behind the ledger")
                .strongReference(true)
                .tags(tags)
                .register(registry);
        readings.targets().keySet().forEach(state -> Gauge.builder(
                        "quipu.targets", readings, it -> it.targets().getOrDefault(state, 0))
                .description("Targets by what the agent does on them")
                .strongReference(true)
                .tags(tags.and("state", state))
                .register(registry));
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> reading) {
        Gauge.builder(name, of, reading)
                .description(description)
                .strongReference(true)
                .tags(tags)
                .register(registry);
    }

    private static String name(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
