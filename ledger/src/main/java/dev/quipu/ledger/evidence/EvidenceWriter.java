package dev.quipu.ledger.evidence;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.key.PublicKeyText;
import dev.quipu.ledger.proof.AddCheckpoint;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.ConsistencyProof;
import dev.quipu.ledger.proof.HashReader;
import dev.quipu.ledger.proof.InclusionProof;
import dev.quipu.ledger.proof.LedgerOrigin;
import dev.quipu.ledger.proof.LogProof;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.SignedNote;
import dev.quipu.ledger.state.CheckpointState;
import dev.quipu.ledger.state.KeyState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.schemas.EntrySchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what goes beside the records of a package. For one thread. */
final class EvidenceWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;
    private final EvidenceRequest request;
    private final CheckpointState checkpoint;
    private final HashReader tree;
    private final UUID ledger;

    EvidenceWriter(Path folder, EvidenceRequest request, CheckpointState checkpoint, HashReader tree) {
        this.folder = folder;
        this.request = request;
        this.checkpoint = checkpoint;
        this.tree = tree;
        this.ledger = Objects.requireNonNull(request.state().id());
    }

    /**
     * Writes all but the records and the digests.
     *
     * @param leaves of the period
     * @param proven numbers of the records that get a proof of their own
     */
    void write(long first, long end, List<Digest> leaves, List<Long> proven) throws IOException, EvidenceException {
        SignedNote note = note(checkpoint.note());
        text(EvidenceFolder.CHECKPOINT, checkpoint.note());
        text(EvidenceFolder.VKEYS, vkeys());
        text(EvidenceFolder.KEYS, keys());
        text(EvidenceFolder.PERIOD, period(first, end));
        parts(EvidenceFolder.BEFORE, 0, first);
        parts(EvidenceFolder.AFTER, end, checkpoint.size());
        for (long number : proven) {
            byte[] leaf = leaves.get(Math.toIntExact(number - first)).toBytes();
            LogProof proof = LogProof.of(leaf, InclusionProof.of(tree, number, checkpoint.size()), note);
            Files.write(folder.resolve(EvidenceFolder.PROOFS).resolve(number + ".tlog-proof"), proof.toBytes());
        }
        consistency(note);
        resource("README.md");
        resource("verify.py");
        Files.createDirectories(folder.resolve("schemas"));
        for (int version = 1; version <= EntrySchemas.CURRENT; version++) {
            text(
                    "schemas/entry-%d.avsc".formatted(version),
                    JSON.readTree(EntrySchemas.history().get(version - 1).toString())
                                    .toPrettyString()
                            + "\n");
        }
    }

    private static SignedNote note(String text) throws EvidenceException {
        try {
            return SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoteException e) {
            throw new EvidenceException("the checkpoint can't be read: " + e.getMessage(), e.nextStep());
        }
    }

    private void parts(String name, long begin, long end) throws IOException {
        StringBuilder lines = new StringBuilder();
        TreeParts.between(tree, begin, end)
                .forEach(part -> lines.append(part).append('\n'));
        text(name, lines.toString());
    }

    /** The way from the previous package's checkpoint to this one's, as C2SP's tlog-witness writes it. */
    private void consistency(SignedNote note) throws IOException, EvidenceException {
        if (request.previous() == null) {
            return;
        }
        String before = Files.readString(request.previous().resolve(EvidenceFolder.CHECKPOINT));
        Checkpoint earlier;
        try {
            earlier = Checkpoint.parse(note(before).text());
        } catch (NoteException e) {
            throw new EvidenceException("the previous package's checkpoint: " + e.getMessage(), e.nextStep());
        }
        if (earlier.size() > checkpoint.size() || !tree.rootAt(earlier.size()).equals(earlier.root())) {
            throw new EvidenceException(
                    "the log doesn't contain what the previous package's checkpoint says",
                    "Find out which of the two was altered before you hand out anything.");
        }
        ConsistencyProof proof = ConsistencyProof.of(tree, earlier.size(), checkpoint.size());
        text(EvidenceFolder.PREVIOUS, before);
        Files.write(
                folder.resolve(EvidenceFolder.CONSISTENCY),
                new AddCheckpoint(earlier.size(), proof.path(), note).toBytes());
    }

    private String period(long first, long end) {
        LedgerState state = request.state();
        ObjectNode json = JSON.createObjectNode();
        json.put("ledger", ledger.toString());
        json.put("name", state.opened() == null ? null : state.opened().name());
        json.put("origin", LedgerOrigin.of(ledger));
        json.put("from", request.from().toString());
        json.put("to", request.to().toString());
        json.put("first", first);
        json.put("count", end - first);
        json.put("checkpointSize", checkpoint.size());
        json.put("exportedAt", request.now().toString());
        json.put("exportedBy", request.by());
        return json.toPrettyString() + "\n";
    }

    private String vkeys() {
        StringBuilder lines = new StringBuilder();
        sorted().stream()
                .filter(key -> key.has(Role.NOTARY))
                .forEach(key ->
                        lines.append(LedgerOrigin.key(ledger, key.key())).append('\n'));
        return lines.toString();
    }

    private List<KeyState> sorted() {
        return request.state().authority().keys().values().stream()
                .sorted(Comparator.comparing(key -> key.key().fingerprint()))
                .toList();
    }

    private String keys() {
        ArrayNode all = JSON.createArrayNode();
        for (KeyState key : sorted()) {
            ObjectNode json = all.addObject();
            json.put("actor", key.actor().id());
            json.put("kind", key.actor().kind().name());
            json.put("owner", key.owner());
            json.put("fingerprint", key.key().fingerprint());
            json.put("publicKey", PublicKeyText.format(key.key(), key.actor().id()));
            ArrayNode roles = json.putArray("roles");
            key.grants().forEach(grant -> roles.add(grant.toString()));
            json.put("enrolledInEntry", key.enrolled().number());
            if (key.revoked() != null) {
                json.put("revokedInEntry", key.revoked().number());
            }
        }
        return all.toPrettyString() + "\n";
    }

    private void resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(EvidenceWriter.class.getResourceAsStream(name), name)) {
            Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private void text(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
