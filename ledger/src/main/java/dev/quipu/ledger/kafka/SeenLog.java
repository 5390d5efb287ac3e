package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.file.OwnFiles;
import dev.quipu.ledger.proof.TreeTail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this machine saw of a log: how many records it had and the root of their Merkle tree, in a file of two lines. A
 * log that doesn't begin with just these records was rewritten, cut off or made anew. For one thread.
 */
final class SeenLog {

    private static final Logger LOG = LoggerFactory.getLogger(SeenLog.class);

    private final Path file;
    private final String topic;
    private final Seen before;
    private long kept;

    private record Seen(long size, @Nullable Digest root) {}

    private SeenLog(Path file, String topic, Seen before) {
        this.file = file;
        this.topic = topic;
        this.before = before;
        this.kept = before.size();
    }

    /**
     * What is in the file, which need not be there.
     *
     * @throws LedgerException.Unusable if it can't be read: nobody could say whether the log is the same
     */
    static SeenLog read(Path file, String topic) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            return new SeenLog(file, topic, new Seen(Long.parseLong(lines.get(0)), Digest.parse(lines.get(1))));
        } catch (NoSuchFileException e) {
            return new SeenLog(file, topic, new Seen(0, null));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new LedgerException.Unusable(
                    "%s can't be read, which says what this machine saw of topic %s".formatted(file, topic),
                    "Restore it; or check the ledger against a checkpoint kept elsewhere, and delete it.");
        }
    }

    /** @throws LedgerException.Unusable if {@code tree} has just the size that was seen and is another one */
    void compare(TreeTail tree) {
        if (tree.size() == before.size()
                && before.root() != null
                && !before.root().equals(tree.root())) {
            throw new LedgerException.Unusable(
                    "topic %s was rewritten: its first %d records are not those that this machine saw"
                            .formatted(topic, before.size()),
                    advice());
        }
    }

    /** @throws LedgerException.Unusable if the whole log is shorter than what was seen */
    void requireAll(long size) {
        if (size < before.size()) {
            throw new LedgerException.Unusable(
                    "topic %s was cut off or made anew: it has %d records, and this machine saw %d"
                            .formatted(topic, size, before.size()),
                    advice());
        }
    }

    private String advice() {
        return "Find out who changed the topic, and restore it from a backup (quipu ledger import). If it is another"
                + " ledger on purpose, let this machine forget the old one: delete "
                + file;
    }

    /** Keeps what the log has now. */
    void keep(TreeTail tree) {
        if (tree.size() <= kept) {
            return;
        }
        try {
            OwnFiles.createFolder(file.toAbsolutePath().resolveSibling(".").normalize());
            Path draft = OwnFiles.draft(file);
            try {
                Files.writeString(draft, "%d%n%s%n".formatted(tree.size(), tree.root()), StandardCharsets.US_ASCII);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                kept = tree.size();
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            LOG.warn("{} can't be written, so a rewritten log may go unnoticed here: {}", file, e.toString());
        }
    }
}
