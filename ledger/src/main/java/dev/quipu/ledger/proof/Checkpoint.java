package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.util.Collection;
import java.util.List;

/**
 * What a log was at a time: so many leaves, with this root (C2SP tlog-checkpoint v1.0.0). Once signed, it binds: what a
 * log signs later must contain all that.
 *
 * @param origin which log; the name of its key, by custom
 * @param size leaves of the tree
 * @param root hash of the tree
 */
public record Checkpoint(String origin, long size, Digest root) {

    private static final int LINES = 3;

    /** @throws IllegalArgumentException if this makes no checkpoint */
    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n") || !NoteText.isText(origin + "\n")) {
            throw new IllegalArgumentException("no origin of a checkpoint: '%s'".formatted(origin));
        }
        if (size < 0) {
            throw new IllegalArgumentException("no size of a tree: " + size);
        }
    }

    /** Reads a note's text. Further lines are let pass: they are signed, and mean nothing here. */
    public static Checkpoint parse(String text) throws NoteException {
        List<String> lines = NoteText.isText(text) ? text.lines().toList() : List.of();
        if (lines.size() < LINES || lines.contains("")) {
            throw NoteException.unreadable("it is no checkpoint: a line for its origin, its size and its root");
        }
        return new Checkpoint(
                lines.get(0), NoteText.number(lines.get(1), "tree size"), NoteText.hash(lines.get(2), "root hash"));
    }

    /**
     * Reads a checkpoint that one of these keys has signed.
     *
     * @throws NoteException if none has, or one of them didn't sign what its line says it did
     */
    public static Checkpoint open(SignedNote note, Collection<NoteVerifierKey> known) throws NoteException {
        note.verify(known);
        return parse(note.text());
    }

    /** Its three lines. */
    public String text() {
        return "%s\n%d\n%s\n".formatted(origin, size, NoteText.base64(root.toBytes()));
    }

    /**
     * Signs it. Whoever calls this answers for it: it must contain all that the log has signed before.
     *
     * @throws dev.quipu.ledger.key.SigningException if who holds the key doesn't sign
     */
    public SignedNote sign(NoteSigner signer) {
        return SignedNote.sign(text(), signer);
    }
}
