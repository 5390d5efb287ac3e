package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends entries to the topic. Thread-safe.
 *
 * <p>A producer that met an error it can't recover from refuses everything from then on, so it makes way for a new one.
 * That it no longer knows what the old one sent doesn't matter: an entry counts once by its id.
 */
final class EntryWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EntryWriter.class);

    private static final int DELIVERY_TIMEOUT_MS = 20_000;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** A batch is written to disk before it is acknowledged: what piles up meanwhile goes in one. */
    private static final int BATCH_BYTES = 512 * 1024;

    private final KafkaSettings settings;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final AtomicReference<Producer<byte[], byte[]>> current;
    private volatile boolean closed;

    EntryWriter(KafkaSettings settings) {
        this(settings, () -> producer(settings));
    }

    /** @param producers makes the first producer, and others when one is of no use any more */
    EntryWriter(KafkaSettings settings, Supplier<Producer<byte[], byte[]>> producers) {
        this.settings = settings;
        this.producers = producers;
        this.current = new AtomicReference<>(producers.get());
    }

    private static Producer<byte[], byte[]> producer(KafkaSettings settings) {
        int deliveryTimeout = deliveryTimeoutMillis(settings);
        return new KafkaProducer<>(
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
                        deliveryTimeout,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        deliveryTimeout / 2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        deliveryTimeout / 2,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        5 * 1024 * 1024)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** How long it tries to send an entry. */
    Duration deliveryTimeout() {
        return Duration.ofMillis(deliveryTimeoutMillis(settings));
    }

    private static int deliveryTimeoutMillis(KafkaSettings settings) {
        String name = ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
        String value = settings.clients().getOrDefault(name, Integer.toString(DELIVERY_TIMEOUT_MS));
        return (Integer) Objects.requireNonNull(ConfigDef.parseType(name, value, ConfigDef.Type.INT));
    }

    /**
     * The record of an entry.
     *
     * @param bytes the entry's encoding
     * @param signature of these bytes, or null for none
     */
    ProducerRecord<byte[], byte[]> record(Entry entry, byte[] bytes, byte @Nullable [] signature) {
        return new ProducerRecord<>(
                settings.topic(),
                0,
                entry.stream().toString().getBytes(StandardCharsets.UTF_8),
                bytes,
                EntryHeaders.of(entry, settings.topic(), signature));
    }

    /** Sends {@code entry}; {@code failed} hears of it if that doesn't succeed. */
    void send(Entry entry, ProducerRecord<byte[], byte[]> sent, Consumer<LedgerException> failed) {
        Producer<byte[], byte[]> producer = Objects.requireNonNull(current.get());
        try {
            Future<RecordMetadata> unused = producer.send(sent, (metadata, e) -> {
                if (e != null) {
                    failed(producer, entry, e, failed);
                }
            });
        } catch (KafkaException | IllegalStateException e) { // the latter if it was closed meanwhile
            failed(producer, entry, e, failed);
        }
    }

    private void failed(
            Producer<byte[], byte[]> producer, Entry entry, Exception cause, Consumer<LedgerException> failed) {
        if (!(cause instanceof RetriableException || cause instanceof InterruptException)) {
            replace(producer, cause);
        }
        failed.accept(failure(entry, cause));
    }

    private void replace(Producer<byte[], byte[]> broken, Exception cause) {
        if (closed || !broken.equals(current.get())) {
            return;
        }
        try {
            Producer<byte[], byte[]> next = producers.get();
            boolean first = current.compareAndSet(broken, next);
            Thread.ofVirtual().start(() -> (first ? broken : next).close(CLOSE_WITHIN));
            if (closed) {
                next.close(CLOSE_WITHIN);
            }
            LOG.info("a new producer takes over after: {}", cause.getMessage());
        } catch (KafkaException e) {
            LOG.warn("no new producer, the next entry will try again: {}", e.getMessage());
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
        closed = true;
        Objects.requireNonNull(current.get()).close(CLOSE_WITHIN);
    }
}
