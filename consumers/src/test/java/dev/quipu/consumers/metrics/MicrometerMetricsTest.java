package dev.quipu.consumers.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.consumers.metrics.AgentMetrics.StepOutcome;
import dev.quipu.ledger.event.TargetId;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {

    private static final TargetId TARGET = TargetId.parse("orders@eu-1");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private record Readings() implements AgentReadings {

        @Override
        public Map<String, Integer> targets() {
            return Map.of("idle", 3, "working", 1);
        }

        @Override
        public int sessionsOpen() {
            return 2;
        }

        @Override
        public int sessionsCap() {
            return 20;
        }

        @Override
        public long lagEntries() {
            return 7;
        }

        @Override
        public Duration lag() {
            return Duration.ofMillis(1_500);
        }
    }

    @Test
    void countAndMeasure() {
        AgentMetrics metrics = MicrometerMetrics.in(registry);
        metrics.stepEnded("sql", StepOutcome.COMPLETED, Duration.ofMillis(20));
        metrics.rowsBackfilled(TARGET, 1_000);
        metrics.rowsBackfilled(TARGET, 500);
        metrics.held("replica-lag", Duration.ofSeconds(3));
        metrics.held("replica-lag", Duration.ofSeconds(4));
        metrics.lockWait(Duration.ofMillis(200));

        assertThat(registry.get("quipu.steps")
                        .tag("kind", "sql")
                        .tag("outcome", "completed")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(20);
        assertThat(registry.get("quipu.backfill.rows")
                        .tag("target", "orders@eu-1")
                        .counter()
                        .count())
                .isEqualTo(1_500);
        assertThat(registry.get("quipu.backfill.held")
                        .tag("signal", "replica-lag")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(7);
        assertThat(registry.get("quipu.lock.waits").timer().count()).isEqualTo(1);
    }

    @Test
    void readTheAgentWhenSomebodyLooks() {
        MicrometerMetrics.in(registry, Tags.of("agent", "a")).watch(new Readings());

        assertThat(registry.get("quipu.sessions.open").tag("agent", "a").gauge().value())
                .isEqualTo(2);
        assertThat(registry.get("quipu.sessions.max").gauge().value()).isEqualTo(20);
        assertThat(registry.get("quipu.ledger.lag.entries").gauge().value()).isEqualTo(7);
        assertThat(registry.get("quipu.ledger.lag").timeGauge().value(TimeUnit.SECONDS))
                .isEqualTo(1.5);
        assertThat(registry.get("quipu.targets").tag("state", "idle").gauge().value())
                .isEqualTo(3);
        assertThat(registry.getMeters()).extracting(Meter::getId).allMatch(id -> "a".equals(id.getTag("agent")));
    }
}
