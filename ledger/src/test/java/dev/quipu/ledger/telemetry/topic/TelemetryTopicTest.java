package dev.quipu.ledger.telemetry.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.ledger.telemetry.TargetReport;
import dev.quipu.ledger.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryTopicTest {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final KafkaSettings settings = KafkaSettings.of(TestBroker.bootstrapServers(), TestBroker.freshTopic());
    private final Telemetry writer = TelemetryWriter.of(settings);
    private final TelemetryReader reader = new TelemetryReader(settings);

    @BeforeEach
    void create() {
        assertThat(TelemetryTopic.tryCreate(settings)).isTrue();
    }

    @AfterEach
    void close() {
        writer.close();
        reader.close();
    }

    @Test
    void theNewestReportOfEachTargetIsHeard() {
        writer.publish(Samples.working(Samples.EU, Samples.WAITING));
        writer.publish(Samples.working(Samples.US, Samples.WAITING));
        writer.publish(Samples.working(Samples.EU, Samples.HELD));
        awaitWorking(Samples.HELD);
        assertThat(reader.newest(ANSWER))
                .containsOnlyKeys(Samples.EU, Samples.US)
                .containsEntry(Samples.US, LiveTarget.SILENT.with(Samples.working(Samples.US, Samples.WAITING)));

        writer.publish(Samples.working(Samples.EU, Samples.BACKFILLING));
        await().until(() -> working(reader.newest(ANSWER)), Samples.BACKFILLING::equals);
    }

    @Test
    void whoIsHeldIsToldWithHowFarItWas() {
        writer.publish(Samples.working(Samples.EU, Samples.BACKFILLING));
        writer.publish(Samples.working(Samples.EU, Samples.HELD));
        awaitWorking(new Activity.Held("replica-lag", "12 s", "5 s", Samples.NOON, Samples.BACKFILLING));
    }

    @Test
    void whoStandsByDoesNotHideWhoWorks() {
        Telemetry other = TelemetryWriter.of(settings);
        writer.publish(Samples.working(Samples.EU, Samples.HELD));
        awaitWorking(Samples.HELD);
        other.publish(TargetReport.of(Samples.EU, Samples.NOON, new Activity.StandingBy(Samples.NOON)));
        await().untilAsserted(() -> assertThat(reader.newest(ANSWER).get(Samples.EU))
                .satisfies(live -> assertThat(live.standingBy()).isNotNull()));
        assertThat(working(reader.newest(ANSWER))).isEqualTo(Samples.HELD);
        other.close();
    }

    @Test
    void whatIsOldIsForgotten() {
        writer.publish(Samples.working(Samples.EU, Samples.HELD));
        awaitWorking(Samples.HELD);
        Clock later = Clock.offset(Clock.systemUTC(), TelemetryReader.LIVE.plusSeconds(5));
        try (TelemetryReader late = new TelemetryReader(settings, later)) {
            assertThat(late.newest(ANSWER)).isEmpty();
            assertThat(late.problem()).isEmpty();
        }
    }

    @Test
    void foreignRecordsAreSkippedAndCounted() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] key : new byte[][] {null, ReportKeys.of(Samples.EU)}) {
                producer.send(new ProducerRecord<>(topic(), key, "rubbish".getBytes(UTF_8)))
                        .get();
                producer.send(new ProducerRecord<>(topic(), key, null)).get();
            }
        }
        writer.publish(Samples.working(Samples.EU, Samples.HELD));
        awaitWorking(Samples.HELD);
        assertThat(reader.unreadable()).isEqualTo(4);
    }

    @Test
    void theTopicForgets() throws Exception {
        assertThat(TelemetryTopic.tryCreate(settings)).as("once more").isTrue();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
            assertThat(admin.describeConfigs(List.of(resource)).all().get().get(resource))
                    .satisfies(config -> {
                        assertThat(config.get("retention.ms").value()).isEqualTo("3600000");
                        assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
                    });
        }
    }

    @Test
    void withoutTheTopicNothingIsHeardAndNothingIsMade() throws Exception {
        KafkaSettings other = settings.withTelemetry(TestBroker.freshTopic());
        try (TelemetryReader deaf = new TelemetryReader(other);
                Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
            assertThat(deaf.newest(ANSWER)).isEmpty();
            assertThat(deaf.problem()).hasValueSatisfying(problem -> assertThat(problem)
                    .contains("there is no topic " + other.telemetry()));
            assertThat(admin.listTopics().names().get()).doesNotContain(String.valueOf(other.telemetry()));
        }
    }

    @Test
    void theWriterMakesTheTopic() {
        KafkaSettings other = settings.withTelemetry(TestBroker.freshTopic());
        try (Telemetry first = TelemetryWriter.of(other)) {
            first.publish(Samples.working(Samples.EU, Samples.HELD));
            await().untilAsserted(() -> {
                try (TelemetryReader fresh = new TelemetryReader(other)) {
                    assertThat(working(fresh.newest(ANSWER))).isEqualTo(Samples.HELD);
                }
            });
        }
    }

    @Test
    void withoutABrokerNothingIsHeardAndNothingIsThrown() {
        KafkaSettings nobody = KafkaSettings.of("127.0.0.1:1", "quipu.ledger");
        Telemetry unheard = TelemetryWriter.of(nobody);
        unheard.publish(Samples.working(Samples.EU, Samples.HELD));
        unheard.close();
        unheard.publish(Samples.working(Samples.EU, Samples.HELD));
        try (TelemetryReader deaf = new TelemetryReader(nobody)) {
            assertThat(deaf.newest(Duration.ofMillis(100))).isEmpty();
            assertThat(deaf.problem()).isPresent();
        }
        assertThat(TelemetryWriter.of(nobody.withTelemetry(null))).isSameAs(Telemetry.NONE);
    }

    private String topic() {
        return String.valueOf(settings.telemetry());
    }

    private void awaitWorking(Activity activity) {
        await().until(() -> working(reader.newest(ANSWER)), activity::equals);
    }

    private static Activity working(Map<?, LiveTarget> heard) {
        LiveTarget live = heard.get(Samples.EU);
        return live == null || live.working() == null
                ? new Activity.Idle()
                : live.working().activity();
    }
}
