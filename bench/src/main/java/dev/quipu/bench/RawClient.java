package dev.quipu.bench;

import dev.quipu.ledger.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The plain Kafka client: what the ledger is measured against. */
final class RawClient {

    private RawClient() {}

    /** As durable as the ledger's writer. */
    static KafkaProducer<byte[], byte[]> producer(KafkaSettings settings) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.bootstrapServers(),
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        0,
                        "max.request.size",
                        5 * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Reads the topic from its start to its present end with a fetch size like the ledger's, and only counts.
     *
     * @return how many bytes the values have
     */
    static long count(KafkaSettings settings) {
        TopicPartition partition = new TopicPartition(settings.topic(), 0);
        long bytes = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.bootstrapServers(),
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        10_000,
                        "max.partition.fetch.bytes",
                        16 * 1024 * 1024),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> read :
                        consumer.poll(Duration.ofSeconds(1)).records(partition)) {
                    bytes += read.value().length;
                }
            }
        }
        return bytes;
    }
}
