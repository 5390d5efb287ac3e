package dev.quipu.consumers.notary;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.file.DurableFile;
import dev.quipu.ledger.file.OwnFiles;
import dev.quipu.ledger.key.Signer;
import dev.quipu.ledger.proof.AddCheckpoint;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.ConsistencyProof;
import dev.quipu.ledger.proof.Cosignature;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.ledger.proof.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a witness has seen of the logs that it watches: the newest checkpoint of each, in a file. It signs a checkpoint
 * if it contains all of that one (C2SP tlog-witness v1.0.0), and keeps it before it answers: of two stories that are
 * told at the same time it confirms one. Thread-safe.
 */
final class WitnessBook {

    private final Path folder;
    private final String name;
    private final Signer signer;
    private final Map<String, NoteVerifierKey> logs;
    private final Clock clock;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    /** What comes of a request. */
    sealed interface Answer {

        /** It is signed: the lines to be put under the checkpoint. */
        record Signed(String lines) implements Answer {}

        /** Nobody here watches this log. */
        record UnknownLog() implements Answer {}

        /** The log's key didn't sign it. */
        record NotTheLogs() implements Answer {}

        /** The witness has seen so much of the log, and not what the request says. */
        record SeenOther(long size) implements Answer {}

        /** It can't be right, whatever was seen. */
        record Senseless(String reason) implements Answer {}

        /** It doesn't contain all that was seen. */
        record Inconsistent() implements Answer {}
    }

    /**
     * A book.
     *
     * @param name of the witness's key
     * @param logs keys of the logs to watch, whose names are their origins
     * @throws IllegalArgumentException if two have one name
     */
    WitnessBook(Path folder, String name, Signer signer, List<NoteVerifierKey> logs, Clock clock) throws IOException {
        OwnFiles.createFolder(folder);
        this.folder = folder;
        this.name = name;
        this.signer = signer;
        this.clock = clock;
        this.logs = new TreeMap<>();
        for (NoteVerifierKey log : logs) {
            if (this.logs.put(log.name(), log) != null) {
                throw new IllegalArgumentException("log %s is named twice".formatted(log.name()));
            }
        }
    }

    /** The key that verifies what it signs. */
    NoteVerifierKey key() {
        return Cosignature.key(name, signer.publicKey());
    }

    /** The newest checkpoint of the log whose file has this name, with the witness's signature. */
    Optional<String> newest(String fileName) throws IOException {
        boolean watched =
                logs.keySet().stream().anyMatch(origin -> fileName(origin).equals(fileName));
        Path file = folder.resolve(fileName);
        return watched && Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** SHA-256 of the log's origin in hexadecimal: the name by which its checkpoint is asked for. */
    static String fileName(String origin) {
        return Digest.of(origin.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Decides on a request. */
    Answer add(AddCheckpoint request) throws IOException {
        Checkpoint claimed;
        try {
            claimed = Checkpoint.parse(request.checkpoint().text());
        } catch (NoteException e) {
            return new Answer.Senseless(String.valueOf(e.getMessage()));
        }
        NoteVerifierKey log = logs.get(claimed.origin());
        if (log == null) {
            return new Answer.UnknownLog();
        }
        try {
            request.checkpoint().verify(List.of(log));
        } catch (NoteException e) {
            return new Answer.NotTheLogs();
        }
        if (request.oldSize() > claimed.size()) {
            return new Answer.Senseless("the old size is larger than the checkpoint's");
        }
        ReentrantLock turn = turns.computeIfAbsent(claimed.origin(), origin -> new ReentrantLock());
        turn.lock();
        try {
            return decide(request, claimed, log);
        } finally {
            turn.unlock();
        }
    }

    private Answer decide(AddCheckpoint request, Checkpoint claimed, NoteVerifierKey log) throws IOException {
        Checkpoint seen = seen(log);
        long size = seen == null ? 0 : seen.size();
        if (request.oldSize() != size) {
            return new Answer.SeenOther(size);
        }
        if (seen != null && claimed.size() == size && !claimed.root().equals(seen.root())) {
            return new Answer.SeenOther(size);
        }
        if (!contains(claimed, seen, request.proof())) {
            return new Answer.Inconsistent();
        }
        SignedNote cosigned = Cosignature.sign(request.checkpoint(), name, signer, clock.instant());
        DurableFile.replace(folder.resolve(fileName(claimed.origin())), cosigned.toBytes());
        return new Answer.Signed(
                cosigned.toString().substring(request.checkpoint().toString().length()));
    }

    private static boolean contains(Checkpoint claimed, @Nullable Checkpoint seen, List<Digest> proof) {
        if (seen == null || seen.size() == 0 || seen.size() == claimed.size()) {
            return proof.isEmpty();
        }
        return new ConsistencyProof(seen.size(), claimed.size(), proof).verifies(seen.root(), claimed.root());
    }

    private @Nullable Checkpoint seen(NoteVerifierKey log) throws IOException {
        Path file = folder.resolve(fileName(log.name()));
        if (Files.notExists(file)) {
            return null;
        }
        try {
            return Checkpoint.open(SignedNote.parse(Files.readAllBytes(file)), List.of(log));
        } catch (NoteException e) {
            throw new UncheckedIOException(new IOException(
                    "%s says what was seen of %s, and can't be read: %s. Restore it: without it this witness could confirm two stories."
                            .formatted(file, log.name(), e.getMessage()),
                    e));
        }
    }
}
