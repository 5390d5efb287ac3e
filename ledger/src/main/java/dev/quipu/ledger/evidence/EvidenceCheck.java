package dev.quipu.ledger.evidence;

import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.kafka.LogRecord;
import dev.quipu.ledger.kafka.LogRecord.LogHeader;
import dev.quipu.ledger.key.EntrySignature;
import dev.quipu.ledger.proof.AddCheckpoint;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.ConsistencyProof;
import dev.quipu.ledger.proof.LeafHasher;
import dev.quipu.ledger.proof.LogProof;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.ledger.proof.SignedNote;
import dev.quipu.ledger.state.Signature;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verifies a package of evidence with nothing but the package and, if somebody has it, the notary's key. */
public final class EvidenceCheck {

    private final Path folder;
    private final @Nullable NoteVerifierKey known;
    private final List<String> shown = new ArrayList<>();
    private final Map<Long, Digest> leaves = new HashMap<>();

    /** @param known the notary's key from elsewhere; if null, the package's own is believed */
    public EvidenceCheck(Path folder, @Nullable NoteVerifierKey known) {
        this.folder = folder;
        this.known = known;
    }

    /**
     * What the package shows, in sentences.
     *
     * @throws EvidenceException at the first thing that is wrong
     * @throws IOException if a file can't be read, or there is none
     */
    public List<String> run() throws IOException, EvidenceException {
        sums();
        try {
            SignedNote note = SignedNote.parse(Files.readAllBytes(file(EvidenceFolder.CHECKPOINT)));
            NoteVerifierKey key = key(note);
            Checkpoint checkpoint = Checkpoint.open(note, List.of(key));
            shown.add(
                    known == null
                            ? "The checkpoint of %d entries is signed with a key that the package names: compare %s with one from elsewhere."
                                    .formatted(checkpoint.size(), EvidenceFolder.VKEYS)
                            : "The checkpoint of %d entries is signed with the key that you gave."
                                    .formatted(checkpoint.size()));
            tree(checkpoint);
            proofs(key);
            consistency(note, checkpoint, key);
        } catch (NoteException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | JacksonException e) {
            throw wrong("a file can't be read: " + e.getMessage());
        }
        return List.copyOf(shown);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static EvidenceException wrong(String what) {
        return new EvidenceException(what, "Ask for the package anew, and keep this one.");
    }

    private void sums() throws IOException, EvidenceException {
        Map<String, Digest> listed = new HashMap<>();
        for (String line : Files.readAllLines(file(EvidenceFolder.SUMS))) {
            if (line.length() < 67 || !line.startsWith("  ", 64)) {
                throw wrong("%s has a line that is no digest and name".formatted(EvidenceFolder.SUMS));
            }
            listed.put(line.substring(66), Digest.parse(line.substring(0, 64)));
        }
        List<String> there = EvidenceFolder.files(folder);
        for (String name : there) {
            if (!EvidenceFolder.digest(file(name)).equals(listed.remove(name))) {
                throw wrong("%s is not the file that was written".formatted(name));
            }
        }
        if (!listed.isEmpty()) {
            throw wrong("%s is missing".formatted(listed.keySet().iterator().next()));
        }
        shown.add("All %d files are as they were written.".formatted(there.size()));
    }

    private NoteVerifierKey key(SignedNote note) throws IOException, NoteException, EvidenceException {
        if (known != null) {
            return known;
        }
        for (String line : Files.readAllLines(file(EvidenceFolder.VKEYS))) {
            NoteVerifierKey key = NoteVerifierKey.parse(line);
            if (note.signatures().stream().anyMatch(key::isNamedBy)) {
                return key;
            }
        }
        throw wrong("the checkpoint is signed with no key of the package");
    }

    private void tree(Checkpoint checkpoint) throws IOException, EvidenceException {
        JsonNode period = JsonMapper.shared().readTree(Files.readString(file(EvidenceFolder.PERIOD)));
        UUID ledger = UUID.fromString(period.required("ledger").asString());
        long first = period.required("first").asLong();
        TreeParts tree = new TreeParts();
        parts(tree, EvidenceFolder.BEFORE);
        if (tree.size() != first) {
            throw wrong("the period begins at entry %d, and the tree before it has %d".formatted(first, tree.size()));
        }
        long signed = records(tree, ledger);
        if (tree.size() != first + period.required("count").asLong()) {
            throw wrong("there are %d records, and the period has another number".formatted(tree.size() - first));
        }
        long count = tree.size() - first;
        parts(tree, EvidenceFolder.AFTER);
        if (tree.size() != checkpoint.size() || !tree.root().equals(checkpoint.root())) {
            throw wrong("the records are not in the log that the checkpoint is of");
        }
        shown.add("The %d records from entry %d on are all that the log has there, unaltered.".formatted(count, first));
        shown.add("%d of them are signed by their writers; the signatures are right.".formatted(signed));
    }

    private void parts(TreeParts tree, String name) throws IOException {
        for (String line : Files.readAllLines(file(name))) {
            tree.add(TreeParts.Part.parse(line));
        }
    }

    private long records(TreeParts tree, UUID ledger) throws IOException, EvidenceException {
        long signed = 0;
        LeafHasher hasher = new LeafHasher();
        try (BufferedReader lines = Files.newBufferedReader(file(EvidenceFolder.RECORDS))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LogRecord record = RecordLine.parse(line, hasher);
                if (record.number() != tree.size()) {
                    throw wrong("record %d stands where %d should be".formatted(record.number(), tree.size()));
                }
                tree.add(new TreeParts.Part(0, record.leaf()));
                leaves.put(record.number(), record.leaf());
                signed += isSigned(record, ledger) ? 1 : 0;
            }
        }
        return signed;
    }

    /** The signature of a void record may be wrong, which is why it is void; the first entry is signed for no ledger. */
    private static boolean isSigned(LogRecord record, UUID ledger) {
        byte[] header = record.headers().stream()
                .filter(one -> one.name().equals(EntrySignature.HEADER))
                .map(LogHeader::value)
                .flatMap(Optional::stream)
                .map(Content::toBytes)
                .reduce((earlier, later) -> later)
                .orElse(null);
        byte[] value = record.value()
                .map(Content::toBytes)
                .orElse(null);
        return EntrySignature.verify(header, record.number() == 0 ? null : ledger, value) instanceof Signature.By;
    }

    private void proofs(NoteVerifierKey key) throws IOException, NoteException, EvidenceException {
        List<Path> files;
        try (Stream<Path> all = Files.list(file(EvidenceFolder.PROOFS))) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            LogProof proof = LogProof.parse(Files.readAllBytes(file));
            Digest leaf = leaves.get(proof.index());
            if (leaf == null) {
                throw wrong("%s is of entry %d, which is not of the period".formatted(file.getFileName(), proof.index()));
            }
            if (!Arrays.equals(proof.extraBytes(), leaf.toBytes())) {
                throw wrong("%s names another record than entry %d".formatted(file.getFileName(), proof.index()));
            }
            proof.verify(leaf, key, List.of());
        }
        shown.add("%d proofs of single entries are right.".formatted(files.size()));
    }

    private void consistency(SignedNote note, Checkpoint checkpoint, NoteVerifierKey key)
            throws IOException, NoteException, EvidenceException {
        if (Files.notExists(file(EvidenceFolder.CONSISTENCY))) {
            shown.add("Nothing shows that the log contains that of an earlier package: there is none in it.");
            return;
        }
        SignedNote before = SignedNote.parse(Files.readAllBytes(file(EvidenceFolder.PREVIOUS)));
        Checkpoint earlier = Checkpoint.open(before, List.of(key));
        AddCheckpoint step = AddCheckpoint.parse(Files.readAllBytes(file(EvidenceFolder.CONSISTENCY)));
        if (!step.checkpoint().equals(note)
                || step.oldSize() != earlier.size()
                || !new ConsistencyProof(earlier.size(), checkpoint.size(), step.proof())
                        .verifies(earlier.root(), checkpoint.root())) {
            throw wrong("the log doesn't contain that of the previous package");
        }
        shown.add("The log contains all of the previous package's, which had %d entries.".formatted(earlier.size()));
    }
}
