package dev.quipu.ledger.evidence;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetEvent.RollbackStarted;
import dev.quipu.ledger.event.TargetEvent.WorkAborted;
import dev.quipu.ledger.event.TargetEvent.WorkPaused;
import dev.quipu.ledger.event.TargetEvent.WorkResumed;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.kafka.LogRecord;
import dev.quipu.ledger.kafka.LogRecords;
import dev.quipu.ledger.proof.HashFile;
import dev.quipu.ledger.proof.InclusionProof;
import dev.quipu.ledger.proof.LogProof;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.SignedNote;
import dev.quipu.ledger.state.CheckpointState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.schemas.Decoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Proofs that the entries of one change are in the log: its proposal and approvals, the rollouts and rollbacks that it
 * is part of, and what agents reported. For one thread.
 */
public final class ChangeProofs {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final LedgerState state;
    private final CheckpointState checkpoint;

    /** @throws EvidenceException if the ledger has no checkpoint */
    public ChangeProofs(KafkaSettings settings, LedgerState state) throws EvidenceException {
        CheckpointState newest = state.checkpoint();
        if (newest == null) {
            throw new EvidenceException("the ledger has no checkpoint", "Run a notary: quipu help notary");
        }
        this.settings = settings;
        this.state = state;
        this.checkpoint = newest;
    }

    /**
     * Writes a file {@code <number>.tlog-proof} for each entry, whose extra is the entry's leaf hash.
     *
     * @return how many
     * @throws EvidenceException if there is no such change, or not all of it is covered by a checkpoint
     */
    public long write(ChangeId change, Path folder, LongConsumer progress) throws IOException, EvidenceException {
        if (state.change(change) == null) {
            throw new EvidenceException(
                    "there is no change %s".formatted(change),
                    "See which there are: quipu change list --service " + change.service());
        }
        Files.createDirectories(folder);
        Path hashes = Files.createTempFile(folder, ".tree", "");
        Files.delete(hashes);
        try (HashFile tree = HashFile.open(hashes)) {
            Map<Long, Digest> entries = read(change, tree, progress);
            for (Map.Entry<Long, Digest> entry : entries.entrySet()) {
                byte[] proof = proof(tree, entry.getKey(), entry.getValue());
                Files.write(folder.resolve(entry.getKey() + ".tlog-proof"), proof);
            }
            return entries.size();
        } finally {
            Files.deleteIfExists(hashes);
        }
    }

    private Map<Long, Digest> read(ChangeId change, HashFile tree, LongConsumer progress)
            throws IOException, EvidenceException {
        Map<Long, Digest> entries = new TreeMap<>();
        try (LogRecords log = LogRecords.open(settings)) {
            while (!log.hasAll()) {
                for (LogRecord record : log.next(ANSWER_WITHIN)) {
                    boolean covered = record.number() < checkpoint.size();
                    if (covered) {
                        tree.append(record.leaf().toBytes());
                    }
                    if (isOf(record, change)) {
                        requireCovered(covered, record, change);
                        entries.put(record.number(), record.leaf());
                    }
                }
                progress.accept(tree.size());
            }
        }
        if (tree.size() != checkpoint.size() || !tree.rootAt(tree.size()).equals(checkpoint.root())) {
            throw new EvidenceException(
                    "the log is not what its checkpoint of %d entries says".formatted(checkpoint.size()),
                    "Find out who changed the topic: quipu checkpoint verify");
        }
        return entries;
    }

    private void requireCovered(boolean covered, LogRecord record, ChangeId change) throws EvidenceException {
        if (!covered) {
            throw new EvidenceException(
                    "the newest checkpoint covers %d entries, and entry %d is of %s too"
                            .formatted(checkpoint.size(), record.number(), change),
                    "Wait a minute for the notary.");
        }
    }

    private boolean isOf(LogRecord record, ChangeId change) {
        boolean own = record.key()
                .map(key -> new String(key.toBytes(), StandardCharsets.UTF_8))
                .filter(StreamId.of(change).toString()::equals)
                .isPresent();
        return own
                || record.value()
                        .filter(value -> EntryCodec.decode(value.toBytes(), state.declared())
                                        instanceof Decoded.Value<Entry>(Entry entry)
                                && isAbout(entry, change))
                        .isPresent();
    }

    private static boolean isAbout(Entry entry, ChangeId change) {
        return switch (entry.event()) {
            case ReportEvent report -> report.change().equals(change);
            case RolloutStarted started -> started.changes().contains(change);
            case RollbackStarted rollback -> rollback.change().equals(change);
            case WorkPaused paused -> paused.change().equals(change);
            case WorkResumed resumed -> resumed.change().equals(change);
            case WorkAborted aborted -> aborted.change().equals(change);
            case LedgerEvent other -> false;
        };
    }

    private byte[] proof(HashFile tree, long number, Digest leaf) throws IOException, EvidenceException {
        try {
            SignedNote note = SignedNote.parse(checkpoint.note().getBytes(StandardCharsets.UTF_8));
            InclusionProof inclusion = InclusionProof.of(tree, number, checkpoint.size());
            if (!inclusion.verifies(leaf, checkpoint.root())) {
                throw new EvidenceException(
                        "entry %d is not in the tree of the checkpoint".formatted(number),
                        "Find out who changed the topic: quipu checkpoint verify");
            }
            return LogProof.of(leaf.toBytes(), inclusion, note).toBytes();
        } catch (NoteException e) {
            throw new EvidenceException("the checkpoint can't be read: " + e.getMessage(), e.nextStep());
        }
    }
}
