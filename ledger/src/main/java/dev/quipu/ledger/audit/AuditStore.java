package dev.quipu.ledger.audit;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.file.OwnFiles;
import dev.quipu.ledger.kafka.Folding;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.kafka.LedgerScan;
import dev.quipu.ledger.proof.Frontier;
import dev.quipu.ledger.snapshot.Snapshot;
import dev.quipu.ledger.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ledger as tables, in a folder that the shells of a machine share. It is fed from the log and holds nothing of its
 * own, so it may be deleted at any time. Thread-safe.
 */
public final class AuditStore {

    /** A snapshot is made anew after so many entries: fewer are folded again in a tenth of a second. */
    private static final long SNAPSHOT_EVERY = 20_000;

    private static final Duration READERS = Duration.ofSeconds(10);

    private final Path folder;
    private final Duration patience;
    private final Clock clock;

    /** @param folder is created when it is needed */
    public AuditStore(Path folder) {
        this(folder, READERS);
    }

    /** @param patience how long a feed waits for those who read */
    AuditStore(Path folder, Duration patience) {
        this.folder = folder;
        this.patience = patience;
        this.clock = Clock.systemUTC();
    }

    /**
     * Brings the store up to the end that the log has now.
     *
     * @param progress hears how many entries were looked at, now and then
     * @throws LedgerException if the log can't be read, or the store not be written
     */
    public FedStore refresh(KafkaSettings settings, LongConsumer progress) {
        try (LedgerScan scan = LedgerScan.open(settings)) {
            OwnFiles.createFolder(folder);
            StoreFiles files = new StoreFiles(folder, scan.key().stem());
            StoreLock lock = StoreLock.toFeed(files.lock(), patience);
            try {
                return feed(scan, files, progress);
            } finally {
                lock.release();
            }
        } catch (IOException | StoreException e) {
            throw new LedgerException.Unusable(
                    "the audit store in %s can't be written: %s".formatted(folder, e.getMessage()),
                    "Make room there, or delete the folder: it is made again from the ledger.");
        }
    }

    /**
     * The store of a topic as it was left, without a look at the log.
     *
     * @throws LedgerException.Unusable if there is none
     */
    public FedStore asIs(String topic) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            StoreFiles newest = files.map(file ->
                            StoreFiles.of(folder, topic, file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .max(Comparator.comparing(StoreFiles::fedAt))
                    .orElseThrow(() -> nothing(topic));
            StoreHead head = head(newest.database());
            if (head == null) {
                throw nothing(topic);
            }
            return new FedStore(newest, head.entries());
        } catch (IOException e) {
            throw new LedgerException.Unusable(
                    "the audit store in %s can't be read: %s".formatted(folder, e.getMessage()),
                    "Let its owner give you the right to read it.");
        }
    }

    private LedgerException nothing(String topic) {
        return new LedgerException.Unusable(
                "there is no audit store of topic %s in %s".formatted(topic, folder),
                "Make it from the ledger: ask without --as-is.");
    }

    /**
     * Opens a store for questions. While it is open, nobody can feed it.
     *
     * @param output the one file that answers may be written to, or null for none
     */
    public StoreReader read(FedStore store, @Nullable Path output) {
        try {
            return StoreReader.open(store.files(), patience, output);
        } catch (IOException | SQLException e) {
            throw new LedgerException.Unusable(
                    "the audit store %s can't be read: %s".formatted(store.database(), e.getMessage()),
                    "Delete it: it is made again from the ledger.");
        }
    }

    private FedStore feed(LedgerScan scan, StoreFiles files, LongConsumer progress) throws IOException {
        StoreHead head = Files.exists(files.database()) ? head(files.database()) : null;
        if (head != null && isUpToDate(scan, head)) {
            return new FedStore(files, head.entries());
        }
        SnapshotStore snapshots = new SnapshotStore(folder, scan.key());
        Snapshot from = head == null || head.entries() == 0
                ? null
                : scan.resume(snapshots)
                        .filter(snapshot -> isPartOf(snapshot, head))
                        .orElse(null);
        try {
            return new FedStore(files, feed(scan, files.database(), snapshots, from, progress));
        } catch (AnotherLogException e) {
            StoreConnection.delete(files.database());
            return new FedStore(files, feed(scan, files.database(), snapshots, null, progress));
        }
    }

    /** A snapshot with as many entries as the store, or fewer: the rest is folded again, and compared. */
    private static boolean isPartOf(Snapshot snapshot, StoreHead head) {
        long entries = snapshot.state().entries();
        return entries < head.entries()
                || (entries == head.entries() && snapshot.tree().root().equals(head.root()));
    }

    private static boolean isUpToDate(LedgerScan scan, StoreHead head) {
        Optional<Digest> leaf = head.lastOffset() + 1 == scan.end() && head.entries() > 0
                ? scan.leaf(head.lastOffset(), head.entries() - 1)
                : Optional.empty();
        return leaf.isPresent() && leaf.get().equals(head.lastLeaf());
    }

    private long feed(
            LedgerScan scan, Path database, SnapshotStore snapshots, @Nullable Snapshot from, LongConsumer progress)
            throws IOException {
        Frontier start = from == null ? Frontier.empty() : from.tree().frontier();
        long snapshotted = start.size();
        try (AuditFeed feed = AuditFeed.open(database, start, clock)) {
            Folding counted = (record, outcome, after) -> {
                feed.folded(record, outcome, after);
                if (record.number() % 10_000 == 0) {
                    progress.accept(record.number());
                }
            };
            Snapshot end = scan.fold(from, counted);
            long entries = feed.finish();
            if (end != null && entries - snapshotted >= SNAPSHOT_EVERY) {
                snapshots.save(end);
            }
            return entries;
        }
    }

    private static @Nullable StoreHead head(Path database) {
        try (Connection connection = StoreConnection.reading(database, null)) {
            return StoreHead.read(connection, StoreLayout.read().digest()).orElse(null);
        } catch (SQLException e) {
            return null; // it is made anew, or opening it to write says what is wrong
        }
    }
}
