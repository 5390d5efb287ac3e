package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The records of the topic of reports, from a moment on. For one thread. */
final class ReportConsumer implements AutoCloseable {

    /** More than a thousand targets report in a minute of backfills would be cut off: the newest ones are read. */
    private static final long MOST_RECORDS = 50_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final Instant from;
    private boolean placed;

    private ReportConsumer(KafkaConsumer<byte[], byte[]> consumer, String topic, Instant from) {
        this.consumer = consumer;
        this.topic = topic;
        this.from = from;
    }

    /** Asks the cluster nothing yet. */
    static ReportConsumer open(KafkaSettings settings, String topic, Instant from) {
        return new ReportConsumer(
                new KafkaConsumer<>(
                        settings.with(Map.of(
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "latest",
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                5_000)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                topic,
                from);
    }

    /** What lies between what was read before and the end as it is now, as far as the time allows. */
    List<ConsumerRecord<byte[], byte[]>> toTheEnd(Duration atMost) throws TimeoutException {
        Countdown left = new Countdown(atMost);
        Map<TopicPartition, Long> ends = ends(left);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (!isAt(ends, left) && !left.isOver()) {
            consumer.poll(left.duration()).forEach(records::add);
        }
        return records;
    }

    private boolean isAt(Map<TopicPartition, Long> ends, Countdown left) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), left.duration()) >= end.getValue());
    }

    private Map<TopicPartition, Long> ends(Countdown left) throws TimeoutException {
        if (placed) {
            return consumer.endOffsets(consumer.assignment(), left.duration());
        }
        List<TopicPartition> partitions = partitions(left);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, left.duration());
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> starts = consumer.offsetsForTimes(times, left.duration());
        consumer.assign(partitions);
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? end : Math.max(start.offset(), end - MOST_RECORDS));
        });
        placed = true;
        return ends;
    }

    private List<TopicPartition> partitions(Countdown left) throws TimeoutException {
        List<PartitionInfo> found = consumer.partitionsFor(topic, left.duration());
        if (found.isEmpty()) {
            throw new UnknownTopicOrPartitionException(topic);
        }
        if (left.isOver()) {
            throw new TimeoutException();
        }
        return found.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
