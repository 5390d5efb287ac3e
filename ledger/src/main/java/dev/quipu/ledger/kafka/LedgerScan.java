package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.proof.TreeTail;
import dev.quipu.ledger.snapshot.Snapshot;
import dev.quipu.ledger.snapshot.SnapshotKey;
import dev.quipu.ledger.snapshot.SnapshotStore;
import dev.quipu.ledger.state.LedgerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Folds a log up to the end that it has now, for somebody who writes nothing to it. For one thread. */
public final class LedgerScan implements AutoCloseable {

    private final KafkaSettings settings;
    private final SnapshotKey key;
    private final RecordReader reader;
    private final long end;

    private LedgerScan(KafkaSettings settings, SnapshotKey key, RecordReader reader) {
        this.settings = settings;
        this.key = key;
        this.reader = reader;
        this.end = reader.start();
    }

    /**
     * Looks at the topic and where it ends.
     *
     * @throws LedgerException if there is no ledger, it could lose entries, or no broker answers
     */
    public static LedgerScan open(KafkaSettings settings) {
        SnapshotKey key = key(settings);
        RecordReader reader = new RecordReader(settings);
        try {
            return new LedgerScan(settings, key, reader);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static SnapshotKey key(KafkaSettings settings) {
        Admin admin = KafkaLedger.admin(settings);
        try {
            TopicGuard guard = new TopicGuard(admin, settings);
            return guard.snapshotKey(guard.check());
        } catch (KafkaException e) {
            throw AdminCalls.refused(settings, e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /** Which ledger it is. */
    public SnapshotKey key() {
        return key;
    }

    /** The offset after the last record. */
    public long end() {
        return end;
    }

    /** The hash in the Merkle tree that the record at {@code offset} has if it is the log's {@code number}th. */
    public Optional<Digest> leaf(long offset, long number) {
        List<ConsumerRecord<byte[], byte[]>> there = reader.at(offset);
        return there.isEmpty() || there.getFirst().offset() != offset
                ? Optional.empty()
                : Optional.of(Inspection.of(there.subList(0, 1), number, null)
                        .getFirst()
                        .leaf());
    }

    /** The snapshot in {@code store} if the log has its last record in its place. */
    public Optional<Snapshot> resume(SnapshotStore store) {
        return store.load().filter(snapshot -> Snapshots.isOf(reader, snapshot));
    }

    /**
     * Folds what comes after {@code from}, or everything.
     *
     * @param from what {@link #resume} gave, or null
     * @return the state at the end, or null if there is no record at all
     * @throws LedgerException if the log can't be read or folded, or isn't the one that this machine saw
     */
    public @Nullable Snapshot fold(@Nullable Snapshot from, Folding observer) {
        SeenLog seen = settings.seen() == null ? null : SeenLog.read(settings.seen(), settings.topic());
        TreeTail tree = from == null ? new TreeTail() : from.tree();
        if (seen != null) {
            seen.compare(tree);
        }
        reader.seek(from == null ? 0 : from.lastOffset() + 1);
        LedgerState state = from == null ? LedgerState.empty() : from.state();
        RecordFold fold = new RecordFold(settings.topic(), observer, state, tree, seen);
        new ReadAhead(reader, settings, end).forEach(batch -> fold.fold(batch, (raw, outcome) -> {}));
        if (seen != null) {
            seen.requireAll(tree.size());
            seen.keep(tree);
        }
        ConsumerRecord<byte[], byte[]> last = fold.last();
        return last == null ? from : new Snapshot(fold.state(), tree, last.offset(), Snapshots.digest(last));
    }

    @Override
    public void close() {
        reader.close();
    }
}
