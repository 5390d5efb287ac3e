package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a log asks of a witness: to sign a checkpoint, which contains all that the witness has seen of the log (C2SP
 * tlog-witness v1.0.0, add-checkpoint).
 *
 * @param oldSize leaves that the witness has seen, or 0 if none or nobody knows
 * @param proof hashes of the consistency proof from there
 */
public record AddCheckpoint(long oldSize, List<Digest> proof, SignedNote checkpoint) {

    /** Hashes that a proof may have. */
    public static final int LONGEST_PROOF = 63;

    private static final String OLD = "old ";

    /** @throws IllegalArgumentException if this makes no request */
    public AddCheckpoint {
        proof = List.copyOf(proof);
        if (oldSize < 0 || proof.size() > LONGEST_PROOF) {
            throw new IllegalArgumentException(
                    "no request: %d leaves were seen, %d hashes".formatted(oldSize, proof.size()));
        }
    }

    /** Reads a request, of which nothing is verified; its note's text is a checkpoint. */
    public static AddCheckpoint parse(byte[] utf8) throws NoteException {
        String text = NoteText.decode(utf8);
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw NoteException.unreadable("it has no checkpoint behind an empty line");
        }
        Iterator<String> lines = text.substring(0, end).lines().iterator();
        String first = lines.hasNext() ? lines.next() : "";
        if (!first.startsWith(OLD)) {
            throw NoteException.unreadable("its first line isn't 'old' and a size");
        }
        long oldSize = NoteText.number(first.substring(OLD.length()), "old size");
        List<Digest> proof = new ArrayList<>();
        while (lines.hasNext()) {
            if (proof.size() == LONGEST_PROOF) {
                throw NoteException.unreadable("its proof has more than %d hashes".formatted(LONGEST_PROOF));
            }
            proof.add(NoteText.hash(lines.next(), "hash %d".formatted(proof.size() + 1)));
        }
        SignedNote checkpoint = SignedNote.parse(text.substring(end + 2));
        Checkpoint.parse(checkpoint.text());
        return new AddCheckpoint(oldSize, proof, checkpoint);
    }

    /** The request's body. */
    public byte[] toBytes() {
        return Stream.of(
                        Stream.of(OLD + oldSize),
                        proof.stream().map(hash -> NoteText.base64(hash.toBytes())),
                        Stream.of(""))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n" + checkpoint))
                .getBytes(StandardCharsets.UTF_8);
    }
}
