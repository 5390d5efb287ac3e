package dev.quipu.ledger.kafka;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.key.EntrySignature;
import dev.quipu.ledger.proof.LeafHasher;
import dev.quipu.ledger.state.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What can be found out about a record without the state, which is what takes most of the time: many are looked at on
 * all cores.
 *
 * @param leaf the record's hash in the log's Merkle tree
 */
record Inspection(Digest leaf, Signature signature) {

    private static final int CHUNK = 128;

    /**
     * Looks at records that come one after the other.
     *
     * @param number of the first
     * @param ledger id of the ledger, or null before its first entry
     */
    static List<Inspection> of(List<ConsumerRecord<byte[], byte[]>> records, long number, @Nullable UUID ledger) {
        if (records.size() <= CHUNK) {
            return chunk(records, number, ledger);
        }
        return IntStream.iterate(0, start -> start < records.size(), start -> start + CHUNK)
                .boxed()
                .toList()
                .parallelStream()
                .flatMap(start ->
                        chunk(records.subList(start, Math.min(start + CHUNK, records.size())), number + start, ledger)
                                .stream())
                .toList();
    }

    private static List<Inspection> chunk(
            List<ConsumerRecord<byte[], byte[]>> records, long number, @Nullable UUID ledger) {
        LeafHasher hasher = new LeafHasher();
        List<Inspection> inspections = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> raw : records) {
            hasher.start(number + inspections.size(), raw.timestamp(), raw.key(), raw.value());
            byte[] signature = null;
            for (Header header : raw.headers()) {
                hasher.header(header.key(), header.value());
                if (header.key().equals(EntrySignature.HEADER)) {
                    signature = header.value();
                }
            }
            inspections.add(new Inspection(
                    Digest.ofBytes(hasher.hash()), EntrySignature.verify(signature, ledger, raw.value())));
        }
        return inspections;
    }
}
