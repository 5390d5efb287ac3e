package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.key.Signer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What a ledger is called in checkpoints, and its notaries' keys with it: {@code quipu-ledger/} and the ledger's id.
 */
public final class LedgerOrigin {

    private static final String PREFIX = "quipu-ledger/";

    private LedgerOrigin() {}

    /** The first line of the ledger's checkpoints. */
    public static String of(UUID ledger) {
        return PREFIX + ledger;
    }

    /** Signs the ledger's checkpoints. */
    public static NoteSigner signer(UUID ledger, Signer notary) {
        return new NoteSigner(of(ledger), notary);
    }

    /** The key to verify the ledger's checkpoints with that this notary signs. */
    public static NoteVerifierKey key(UUID ledger, PublicKey notary) {
        return new NoteVerifierKey(of(ledger), SignatureType.ED25519, notary);
    }

    /**
     * Whether the note in an entry is what it should be: the checkpoint of this ledger with the entry's size and root,
     * signed by this notary; answers to anything.
     *
     * @throws NoteException if it is not
     */
    public static void verify(CheckpointSigned entry, UUID ledger, PublicKey notary) throws NoteException {
        SignedNote note = SignedNote.parse(entry.note().getBytes(StandardCharsets.UTF_8));
        Checkpoint checkpoint = Checkpoint.open(note, List.of(key(ledger, notary)));
        if (!note.text().equals(checkpoint.text())
                || !checkpoint.origin().equals(of(ledger))
                || checkpoint.size() != entry.size()
                || !checkpoint.root().equals(entry.root())) {
            throw NoteException.untrue("the note is of %d entries of %s, or has another root or more lines"
                    .formatted(checkpoint.size(), checkpoint.origin()));
        }
    }
}
