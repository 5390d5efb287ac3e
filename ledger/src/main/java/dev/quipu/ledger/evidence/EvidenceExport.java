package dev.quipu.ledger.evidence;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.kafka.LogRecord;
import dev.quipu.ledger.kafka.LogRecords;
import dev.quipu.ledger.proof.HashFile;
import dev.quipu.ledger.state.CheckpointState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Makes a package of evidence: the records of a period as they are in the log, and all that proves them to be in the log
 * that a notary signed. docs/guide/evidence.md says what is in it. For one thread.
 */
public final class EvidenceExport {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final String CHANGE = "change:";

    private final KafkaSettings settings;
    private final EvidenceRequest request;
    private final CheckpointState checkpoint;
    private final List<Long> proven = new ArrayList<>();
    private final List<Digest> leaves = new ArrayList<>();
    private long first = -1;
    private long end = -1;

    /** @throws EvidenceException if the ledger has no checkpoint */
    public EvidenceExport(KafkaSettings settings, EvidenceRequest request) throws EvidenceException {
        CheckpointState newest = request.state().checkpoint();
        if (newest == null) {
            throw new EvidenceException("the ledger has no checkpoint", "Run a notary: quipu help notary");
        }
        this.settings = settings;
        this.request = request;
        this.checkpoint = newest;
    }

    /** How many records it has. */
    public record Written(long first, long count, long proofs) {}

    /**
     * Writes the package: under another name until it is whole.
     *
     * @param folder must not be there
     * @param progress hears how many records are read
     * @throws EvidenceException if no checkpoint covers the period
     * @throws dev.quipu.ledger.LedgerException if the log can't be read
     */
    public Written to(Path folder, LongConsumer progress) throws IOException, EvidenceException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        Path draft = folder.toAbsolutePath().resolveSibling("." + folder.getFileName() + ".tmp");
        EvidenceFolder.delete(draft);
        Files.createDirectories(draft.resolve(EvidenceFolder.PROOFS));
        try {
            Path hashes = draft.resolve(".tree");
            try (HashFile tree = HashFile.open(hashes)) {
                read(draft, tree, progress);
                new EvidenceWriter(draft, request, checkpoint, tree).write(first, end, leaves, proven);
            }
            Files.delete(hashes);
            EvidenceFolder.seal(draft);
            Files.move(draft, folder);
            return new Written(first, end - first, proven.size());
        } finally {
            EvidenceFolder.delete(draft);
        }
    }

    private void read(Path draft, HashFile tree, LongConsumer progress) throws IOException, EvidenceException {
        try (LogRecords log = LogRecords.open(settings);
                BufferedWriter out = Files.newBufferedWriter(
                        draft.resolve(EvidenceFolder.RECORDS), StandardCharsets.UTF_8)) {
            boolean done = false;
            while (!done && !log.hasAll()) {
                for (LogRecord record : log.next(ANSWER_WITHIN)) {
                    take(record, tree, out);
                }
                progress.accept(tree.size());
                done = tree.size() >= checkpoint.size() && end >= 0;
            }
        }
        if (tree.size() < checkpoint.size() || !tree.rootAt(checkpoint.size()).equals(checkpoint.root())) {
            throw new EvidenceException(
                    "the log is not what its checkpoint of %d entries says".formatted(checkpoint.size()),
                    "Find out who changed the topic: quipu checkpoint verify");
        }
        first = first < 0 ? checkpoint.size() : first;
        end = end < 0 ? checkpoint.size() : end;
    }

    private void take(LogRecord record, HashFile tree, BufferedWriter out) throws IOException, EvidenceException {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        boolean covered = record.number() < checkpoint.size();
        if (first < 0 && !at.isBefore(request.from())) {
            first = record.number();
        }
        if (first >= 0 && end < 0 && !at.isBefore(request.to())) {
            end = record.number();
        }
        if (covered) {
            tree.append(record.leaf().toBytes());
        }
        if (first >= 0 && end < 0) {
            if (!covered) {
                refuseUncovered(record);
                return;
            }
            out.write(RecordLine.of(record));
            out.newLine();
            leaves.add(record.leaf());
            if (key(record).startsWith(CHANGE)) {
                proven.add(record.number());
            }
        }
    }

    /** A checkpoint is an entry itself, so the newest one is always behind what it covers. */
    private void refuseUncovered(LogRecord record) throws EvidenceException {
        if (!key(record).equals("checkpoint")) {
            throw new EvidenceException(
                    "the newest checkpoint covers %d entries, and entry %d is of the period too"
                            .formatted(checkpoint.size(), record.number()),
                    "Wait a minute for the notary, or end the period earlier: --to");
        }
    }

    private static String key(LogRecord record) {
        return record.key()
                .map(bytes -> new String(bytes.toBytes(), StandardCharsets.UTF_8))
                .orElse("");
    }
}
