package dev.quipu.consumers.notary;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.file.DurableFile;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file with the last checkpoint that a notary signed: it is on the disk before anybody else sees the checkpoint.
 */
record LastCheckpoint(Path file) {

    private static final long MAX_BYTES = 1 << 20;

    /** A note, and what it says. */
    record Signed(SignedNote note, Checkpoint checkpoint) {}

    /**
     * What is in the file, if it is there.
     *
     * @throws LedgerException.Unusable if it is something else: a notary that doesn't know what it signed must not sign
     */
    Optional<Signed> read() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable("it is too long");
            }
            SignedNote note = SignedNote.parse(Files.readAllBytes(file));
            return Optional.of(new Signed(note, Checkpoint.parse(note.text())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NoteException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private LedgerException unreadable(String why) {
        return new LedgerException.Unusable(
                "%s holds what this notary signed last, and can't be read: %s".formatted(file, why),
                "Restore it, or put the newest checkpoint of this notary there; it must not sign without knowing.");
    }

    void write(SignedNote note) throws IOException {
        DurableFile.replace(file, note.toBytes());
    }
}
