package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic's records from its start, in order. For one thread. */
final class RecordReader implements AutoCloseable {

    private final KafkaSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;

    RecordReader(KafkaSettings settings) {
        this.settings = settings;
        this.partition = new TopicPartition(settings.topic(), 0);
        this.consumer = consumer(settings);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings) {
        try {
            return new KafkaConsumer<>(
                    settings.with(Map.of(
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "none",
                            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                            false,
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_uncommitted",
                            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            (int) AdminCalls.TIMEOUT.toMillis(),
                            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                            10_000,
                            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                            16 * 1024 * 1024)),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw AdminCalls.unusable(settings, e);
        }
    }

    /**
     * Goes to the start of the topic.
     *
     * @return the offset after its last record at this moment
     * @throws LedgerException.Unusable if its first records are gone
     */
    long start() {
        Range range = range();
        if (range.first() != 0) {
            throw new LedgerException.Unusable(
                    "the first %d records of topic %s were deleted".formatted(range.first(), settings.topic()),
                    "Restore the topic from a backup: a ledger without its beginning proves nothing.");
        }
        consumer.seek(partition, 0);
        return range.end();
    }

    /** Goes to {@code offset}. */
    void seek(long offset) {
        consumer.seek(partition, offset);
    }

    /** The offsets of the first record and after the last one. */
    record Range(long first, long end) {}

    /** Where the topic begins and ends at this moment. */
    Range range() {
        try {
            consumer.assign(List.of(partition));
            return new Range(
                    consumer.beginningOffsets(List.of(partition), AdminCalls.TIMEOUT)
                            .getOrDefault(partition, 0L),
                    consumer.endOffsets(List.of(partition), AdminCalls.TIMEOUT).getOrDefault(partition, 0L));
        } catch (TimeoutException e) {
            throw AdminCalls.unreachable(settings, e);
        } catch (KafkaException e) {
            throw denied(e);
        }
    }

    /** What stands at {@code offset} and after it, or none if the log doesn't reach so far; the position is moved. */
    List<ConsumerRecord<byte[], byte[]>> at(long offset) {
        Range range = range();
        if (offset < range.first() || offset >= range.end()) {
            return List.of();
        }
        seek(offset);
        return next(AdminCalls.TIMEOUT);
    }

    /**
     * The next records, or none after {@code atMost}.
     *
     * @throws LedgerException.Unusable if the topic lost records or was made anew
     * @throws LedgerException.Denied if this user may not read it, or no longer; it may be tried again
     */
    List<ConsumerRecord<byte[], byte[]>> next(Duration atMost) {
        try {
            return consumer.poll(atMost).records(partition);
        } catch (OffsetOutOfRangeException e) {
            throw new LedgerException.Unusable(
                    "topic %s is shorter than it was: records were deleted, or it was made anew"
                            .formatted(settings.topic()),
                    "Find out what happened to the topic; restore it from a backup.");
        } catch (ApiException e) {
            throw denied(e);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) { // the one other kind: a batch whose checksum is wrong
            throw new LedgerException.Unusable(
                    "topic %s is damaged: %s".formatted(settings.topic(), e.getMessage()),
                    "Find out what happened to the brokers' disks; restore the topic from a backup: quipu ledger"
                            + " import");
        }
    }

    private RuntimeException denied(KafkaException failure) {
        LedgerException.Denied denied = Denials.of(settings, TopicRight.READ, failure);
        return denied == null ? failure : denied;
    }

    /**
     * The offset that is read next. Control records make offsets sparse, so this and not the last record's offset tells
     * whether the end is reached (FLINK-34470).
     */
    long position() {
        try {
            return consumer.position(partition, AdminCalls.TIMEOUT);
        } catch (TimeoutException e) {
            throw AdminCalls.unreachable(settings, e);
        }
    }

    /**
     * {@link #position} without waiting: none while the consumer has to ask a new leader whether its log went the same
     * way, which may take as long as there is no leader.
     */
    OptionalLong knownPosition() {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (ApiException e) { // no answer yet, or one that the next records are refused with too
            return OptionalLong.empty();
        }
    }

    /** How many records there are after the position, as the broker last said it; none before it has said anything. */
    OptionalLong lag() {
        return consumer.currentLag(partition);
    }

    /** Makes a {@link #next} that is waiting on another thread throw {@code WakeupException}. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
