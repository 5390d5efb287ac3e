package dev.quipu.ledger.snapshot;

import dev.quipu.ledger.file.OwnFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot of one ledger in a folder that processes may share. A snapshot saves time and nothing else: one that
 * can't be read is as good as none, and the folder may be deleted at any time. Thread-safe.
 */
public final class SnapshotStore {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);

    private final Path folder;
    private final Path file;
    private final SnapshotKey key;
    private final StateCodec codec = new StateCodec();

    /** @param folder is created when it is needed */
    public SnapshotStore(Path folder, SnapshotKey key) {
        this.folder = folder;
        this.file = folder.resolve(key.fileName());
        this.key = key;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The snapshot, if there is one that is of use; if not, one line in the log says why. */
    public Optional<Snapshot> load() {
        try {
            return Optional.of(SnapshotFile.read(file, codec, key));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (SnapshotFile.Unusable | IOException | RuntimeException | OutOfMemoryError e) {
            LOG.warn("snapshot {} is ignored and will be made anew: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Replaces the snapshot; if that fails, one line in the log says why. */
    public void save(Snapshot snapshot) {
        try {
            OwnFiles.createFolder(folder);
            SnapshotFile.write(file, codec, key, snapshot);
            LOG.debug("snapshot {} has {} entries", file, snapshot.state().entries());
        } catch (IOException | RuntimeException e) {
            LOG.warn("snapshot {} can't be written: {}", file, e.toString());
        }
    }
}
