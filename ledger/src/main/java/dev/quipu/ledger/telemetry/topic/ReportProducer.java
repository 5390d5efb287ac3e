package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.telemetry.TargetReport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports while the cluster takes them. When it doesn't, reports are dropped for a minute before it is tried
 * again; only the first time of several in a row is logged. For one thread.
 */
final class ReportProducer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportProducer.class);

    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final int DELIVER_WITHIN_MS = 5_000;
    private static final int BLOCK_MS = 1_000;
    private static final int BUFFER_BYTES = 1024 * 1024;

    private final KafkaSettings settings;
    private final String topic;
    private @Nullable Producer<byte[], byte[]> producer;
    private long triedAgainAt = System.nanoTime();
    private volatile @Nullable Exception refusal;
    private boolean said;

    ReportProducer(KafkaSettings settings, String topic) {
        this.settings = settings;
        this.topic = topic;
    }

    void send(TargetReport report) throws InterruptedException {
        Exception refused = refusal;
        if (refused != null) {
            refusal = null;
            giveUp(refused);
        }
        if (System.nanoTime() - triedAgainAt < 0) {
            return;
        }
        try {
            byte[] value = ReportEncoder.encode(report);
            Future<RecordMetadata> unused =
                    open().send(new ProducerRecord<>(topic, ReportKeys.of(report.target()), value), this::sent);
        } catch (KafkaException | TimeoutException | IllegalStateException e) {
            giveUp(e);
        }
    }

    /** On the producer's thread. */
    private void sent(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            refusal = failure;
        } else if (said) {
            LOG.info("reports reach topic {} again", topic);
            said = false;
        }
    }

    private Producer<byte[], byte[]> open() throws TimeoutException, InterruptedException {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            TelemetryTopic.create(settings, topic);
            open = new KafkaProducer<>(
                    settings.with(clientSettings()), new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private static Map<String, Object> clientSettings() {
        return Map.of(
                ProducerConfig.ACKS_CONFIG,
                "1",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                false,
                ProducerConfig.LINGER_MS_CONFIG,
                50,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                DELIVER_WITHIN_MS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                DELIVER_WITHIN_MS / 2,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                BLOCK_MS,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFER_BYTES,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                BUFFER_BYTES);
    }

    private void giveUp(Exception cause) {
        triedAgainAt = System.nanoTime() + TRY_AGAIN_AFTER.toNanos();
        if (!said) {
            LOG.warn("no live figures: {}; work goes on without", TelemetryProblem.of(settings, topic, cause));
            said = true;
        }
        close();
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
