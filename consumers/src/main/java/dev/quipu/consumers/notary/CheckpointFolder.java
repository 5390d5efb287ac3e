package dev.quipu.consumers.notary;

import dev.quipu.ledger.file.DurableFile;
import dev.quipu.ledger.proof.NoteSignature;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.ledger.proof.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a notary publishes: {@code checkpoint} is the newest one with all signatures so far, {@code vkey} the key to
 * verify with, {@code checkpoints/SIZE} each one as the notary signed it, {@code cosigned/SIZE.KEY} each one as a
 * witness did. What is in the two folders is never written again, so a mount that allows no more will do. Thread-safe.
 *
 * <p>A folder that can't be written is no reason to sign nothing: it is said once, and once more when it is mended.
 */
final class CheckpointFolder {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);

    private final Path folder;
    private @Nullable SignedNote newest;
    private @Nullable String problem;

    CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /** The file with the newest checkpoint. */
    Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    /** Publishes the key, and a checkpoint that may be there already. */
    synchronized void publish(NoteVerifierKey key, SignedNote note, long size) {
        newest = note;
        attempt(() -> {
            Path own = create("checkpoints", fileName(size), note);
            if (!holds(own, note.toBytes())) {
                LOG.error("{} holds another checkpoint than this notary signed: find out who wrote it", own);
            }
            replace(folder.resolve("vkey"), (key + "\n").getBytes(StandardCharsets.UTF_8));
            replace(checkpoint(), note.toBytes());
        });
    }

    /** Publishes what a witness has signed. */
    synchronized void publish(SignedNote note, long size, NoteVerifierKey witness, NoteSignature cosignature) {
        attempt(() -> {
            create("cosigned", fileName(size) + "." + HexFormat.of().toHexDigits(witness.id()), note.with(cosignature));
            SignedNote latest = newest;
            if (latest != null
                    && latest.text().equals(note.text())
                    && latest.signatures().size() < SignedNote.MOST_SIGNATURES) {
                newest = latest.with(cosignature);
                replace(checkpoint(), newest.toBytes());
            }
        });
    }

    /** Files sort by their names. */
    static String fileName(long size) {
        return "%019d".formatted(size);
    }

    private Path create(String inside, String name, SignedNote note) throws IOException {
        Path file = Files.createDirectories(folder.resolve(inside)).resolve(name);
        DurableFile.create(file, note.toBytes());
        return file;
    }

    private static void replace(Path file, byte[] content) throws IOException {
        if (!holds(file, content)) {
            DurableFile.replace(file, content);
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.exists(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    /** Writes files. */
    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private void attempt(Writing writing) {
        try {
            writing.write();
            if (problem != null) {
                LOG.info("checkpoints are published in {} again", folder);
            }
            problem = null;
        } catch (IOException e) {
            if (!e.toString().equals(problem)) {
                LOG.error(
                        "not all of a checkpoint can be published in {}: {}. Mend the folder; the notary goes on.",
                        folder,
                        e);
            }
            problem = e.toString();
        }
    }
}
