package dev.quipu.ledger.cluster;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.schemas.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The log as a plain consumer reads it from its start, folded here and not by the ledger's own reader.
 *
 * @param outcomes of each record with this id, in the order of the log
 */
record LedgerLog(LedgerState state, Map<UUID, List<Outcome>> outcomes) {

    static LedgerLog read(KafkaSettings settings) {
        LedgerState state = LedgerState.empty();
        Map<UUID, List<Outcome>> outcomes = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> raw : records(settings)) {
            if (!(EntryCodec.decode(raw.value()) instanceof Decoded.Value<Entry>(Entry entry))) {
                throw new AssertionError("no entry at offset " + raw.offset());
            }
            Folded folded = Fold.fold(state, entry, Instant.ofEpochMilli(raw.timestamp()));
            state = folded.state();
            outcomes.computeIfAbsent(entry.id(), id -> new ArrayList<>()).add(folded.outcome());
        }
        return new LedgerLog(state, outcomes);
    }

    /** What became of each record with this id. */
    List<Outcome> outcomes(UUID id) {
        return outcomes.getOrDefault(id, List.of());
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(KafkaSettings settings) {
        TopicPartition partition = new TopicPartition(settings.topic(), 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.copyOf(settings.clients()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                records.addAll(consumer.poll(Duration.ofSeconds(1)).records(partition));
            }
        }
        return records;
    }
}
