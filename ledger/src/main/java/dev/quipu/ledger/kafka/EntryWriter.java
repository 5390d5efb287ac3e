package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends entries to the topic. Thread-safe. */
final class EntryWriter implements AutoCloseable {

    private static final int DELIVERY_TIMEOUT_MS = 20_000;

    /** A batch is written to disk before it is acknowledged: what piles up meanwhile goes in one. */
    private static final int BATCH_BYTES = 512 * 1024;

    private final KafkaSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;

    EntryWriter(KafkaSettings settings) {
        this.settings = settings;
        this.producer = new KafkaProducer<>(
                settings.with(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        DELIVERY_TIMEOUT_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        DELIVERY_TIMEOUT_MS / 2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        DELIVERY_TIMEOUT_MS / 2,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        5 * 1024 * 1024)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends {@code entry}; {@code failed} hears of it if that doesn't succeed.
     *
     * @param bytes the entry's encoding
     */
    void send(Entry entry, byte[] bytes, Consumer<LedgerException> failed) {
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                settings.topic(),
                0,
                entry.stream().toString().getBytes(StandardCharsets.UTF_8),
                bytes,
                EntryHeaders.of(entry, settings.topic()));
        try {
            Future<RecordMetadata> unused = producer.send(sent, (metadata, e) -> {
                if (e != null) {
                    failed.accept(failure(entry, e));
                }
            });
        } catch (KafkaException e) {
            failed.accept(failure(entry, e));
        }
    }

    private LedgerException failure(Entry entry, Exception cause) {
        LedgerException.Denied denied = Denials.of(settings, TopicRight.WRITE, cause);
        if (denied != null) {
            return denied;
        }
        String nextStep = "Check the brokers, then repeat the command: an entry that was written counts once.";
        return cause instanceof RetriableException
                ? new LedgerException.Unavailable(
                        "no answer from the ledger at %s; entry %s may or may not be written"
                                .formatted(settings.bootstrapServers(), entry.id()),
                        nextStep,
                        cause)
                : new LedgerException.Unavailable(
                        "the ledger at %s did not take entry %s: %s"
                                .formatted(settings.bootstrapServers(), entry.id(), cause.getMessage()),
                        nextStep,
                        cause);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
