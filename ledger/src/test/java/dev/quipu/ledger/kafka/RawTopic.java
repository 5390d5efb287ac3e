package dev.quipu.ledger.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What others can do to a ledger's topic: Kafka without Quipu. */
public final class RawTopic {

    private final Map<String, Object> clients;
    private final String topic;

    /** The topic of these settings, and nothing else of them. */
    public RawTopic(KafkaSettings settings) {
        this.clients = Map.copyOf(settings.clients());
        this.topic = settings.topic();
    }

    /** Writes a record, and returns its offset. */
    long write(@Nullable String key, byte @Nullable [] value) throws Exception {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(topic, 0, keyBytes, value))
                    .get()
                    .offset();
        }
    }

    /** Writes a record with a header, and returns its offset. */
    long write(String key, byte[] value, String header, byte[] headerValue) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value);
            record.headers().add(header, headerValue);
            return producer.send(record).get().offset();
        }
    }

    /** Writes a record that may be longer than the topic takes uncompressed. */
    void writeCompressed(String key, byte[] value) throws Exception {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put("compression.type", "zstd");
        settings.put("max.request.size", 2 * value.length);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }

    /** All records that are in it now. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clients, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                records.addAll(consumer.poll(Duration.ofSeconds(1)).records(partition));
            }
        }
        return records;
    }

    void create(int partitions) throws Exception {
        try (Admin admin = Admin.create(clients)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
    }

    /** Deletes it. */
    public void delete() throws Exception {
        try (Admin admin = Admin.create(clients)) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    void set(String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(clients)) {
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    void deleteRecordsBefore(long offset) throws Exception {
        try (Admin admin = Admin.create(clients)) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }
}
