package dev.quipu.ledger.kafka;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.proof.TreeTail;
import dev.quipu.ledger.snapshot.Snapshot;
import dev.quipu.ledger.snapshot.SnapshotKey;
import dev.quipu.ledger.snapshot.SnapshotStore;
import dev.quipu.ledger.state.LedgerState;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a follower's state is kept in a snapshot, and when it starts from one. For one thread. */
final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    /** A tail of this many entries is folded in a tenth of a second. */
    private static final long EVERY = 20_000;

    private static final Duration FINISH_WITHIN = Duration.ofSeconds(10);

    private final @Nullable SnapshotStore store;
    private long kept;
    private @Nullable Thread writing;

    private Snapshots(@Nullable SnapshotStore store) {
        this.store = store;
    }

    /** No snapshots. */
    static Snapshots none() {
        return new Snapshots(null);
    }

    /** Snapshots in the folder of the settings, if there is one. */
    static Snapshots of(KafkaSettings settings, SnapshotKey key) {
        Path folder = settings.snapshots();
        return folder == null ? none() : new Snapshots(new SnapshotStore(folder, key));
    }

    /**
     * Where a fold goes on.
     *
     * @param tree over the records that led to the state
     */
    record Resumed(LedgerState state, TreeTail tree) {}

    /**
     * The state to go on from: the snapshot's if the log has its last record in its place, else the empty one.
     *
     * @param reader is left where the state ends
     */
    Resumed resume(RecordReader reader) {
        Snapshot snapshot = store == null ? null : store.load().orElse(null);
        if (snapshot != null && isOf(reader, snapshot)) {
            kept = snapshot.state().entries();
            reader.seek(snapshot.lastOffset() + 1);
            return new Resumed(snapshot.state(), snapshot.tree());
        }
        if (snapshot != null && store != null) {
            LOG.warn("snapshot {} is ignored and will be made anew: the log went another way", store.file());
        }
        reader.seek(0);
        return new Resumed(LedgerState.empty(), new TreeTail());
    }

    /** Whether the log has the snapshot's last record in its place; the reader's position is moved. */
    static boolean isOf(RecordReader reader, Snapshot snapshot) {
        List<ConsumerRecord<byte[], byte[]>> there = reader.at(snapshot.lastOffset());
        return !there.isEmpty()
                && there.getFirst().offset() == snapshot.lastOffset()
                && digest(there.getFirst()).equals(snapshot.lastRecord());
    }

    /** Keeps {@code state} in the background if it is far enough from what is kept. */
    void offer(LedgerState state, TreeTail tree, ConsumerRecord<byte[], byte[]> last) {
        if (store == null || state.entries() - kept < EVERY || (writing != null && writing.isAlive())) {
            return;
        }
        SnapshotStore to = store;
        kept = state.entries();
        TreeTail copy = tree.copy();
        writing = Thread.ofPlatform()
                .name("quipu-snapshot")
                .daemon()
                .start(() -> to.save(new Snapshot(state, copy, last.offset(), digest(last))));
    }

    /** By which a record is known again. */
    static Digest digest(ConsumerRecord<byte[], byte[]> raw) {
        byte[] key = raw.key() == null ? new byte[0] : raw.key();
        byte[] value = raw.value() == null ? new byte[0] : raw.value();
        return Digest.of(ByteBuffer.allocate(Long.BYTES + Integer.BYTES + key.length + value.length)
                .putLong(raw.timestamp())
                .putInt(key.length)
                .put(key)
                .put(value)
                .array());
    }

    /** Lets a snapshot that is being written be finished: a process that runs for one command made it for the next. */
    @Override
    public void close() {
        try {
            if (writing != null && !writing.join(FINISH_WITHIN)) {
                LOG.debug("a snapshot is left unfinished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
