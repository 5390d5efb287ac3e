package dev.quipu.consumers.notary;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.kafka.LoggedLeaf;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.ConsistencyProof;
import dev.quipu.ledger.proof.HashFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a log as a notary has read it, with all its hashes in a file, and what of it no checkpoint covers. The
 * file is believed leaf by leaf, as the log gives them. One thread adds; others may ask for proofs meanwhile.
 */
final class LogTree implements AutoCloseable {

    private final HashFile file;
    private final Clock clock;
    private long covered;
    private volatile long size;
    private @Nullable Instant newsSince;

    private LogTree(HashFile file, long covered, Clock clock) {
        this.file = file;
        this.covered = covered;
        this.clock = clock;
    }

    /** @param covered leaves that a checkpoint was signed of */
    static LogTree open(Path file, long covered, Clock clock) throws IOException {
        return new LogTree(HashFile.open(file), covered, clock);
    }

    /** The next leaves of the log. */
    void add(List<LoggedLeaf> leaves) throws IOException {
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        for (LoggedLeaf leaf : leaves) {
            if (more.size() > 0 || !isInFile(leaf)) {
                more.writeBytes(leaf.hash().toBytes());
            }
            if (newsSince == null && leaf.number() >= covered && !leaf.checkpoint()) {
                Instant now = clock.instant();
                newsSince = leaf.at().isBefore(now) ? leaf.at() : now;
            }
        }
        file.append(more.toByteArray());
        if (!leaves.isEmpty()) {
            size = leaves.getLast().number() + 1;
        }
    }

    private boolean isInFile(LoggedLeaf leaf) throws IOException {
        if (leaf.number() >= file.size()) {
            return false;
        }
        if (file.hash(0, leaf.number()).equals(leaf.hash())) {
            return true;
        }
        file.keep(leaf.number());
        return false;
    }

    /** Leaves that the log has given. */
    long size() {
        return size;
    }

    /** The root that the log had with {@code leaves}, of which it has given so many. */
    Digest rootAt(long leaves) throws IOException {
        requireRead(leaves);
        return file.rootAt(leaves);
    }

    /** Whether the log begins with what a checkpoint is about. */
    boolean extendsTo(Checkpoint checkpoint) throws IOException {
        return checkpoint.size() <= size && rootAt(checkpoint.size()).equals(checkpoint.root());
    }

    /** The hashes that show whoever has seen {@code oldSize} leaves that they are the first of {@code newSize}. */
    List<Digest> consistency(long oldSize, long newSize) throws IOException {
        requireRead(newSize);
        return oldSize == 0
                ? List.of()
                : ConsistencyProof.of(file, oldSize, newSize).path();
    }

    private void requireRead(long leaves) {
        if (leaves > size) {
            throw new IllegalArgumentException("the log has %d leaves, not %d".formatted(size, leaves));
        }
    }

    /** A checkpoint covers all that there is. */
    void cover() {
        covered = size;
        newsSince = null;
    }

    /** Since when there is an entry that no checkpoint covers and that is none itself, or null. */
    @Nullable
    Instant newsSince() {
        return newsSince;
    }

    /** Leaves that no checkpoint covers. */
    long uncovered() {
        return size - covered;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
