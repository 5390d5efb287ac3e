package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file that shows without any log at hand that a record is in it: the way from its leaf to the root, and the signed
 * checkpoint with that root (C2SP tlog-proof, by custom a file {@code .tlog-proof}).
 *
 * @param extra base64 of what else whoever verifies wants to know, or empty; nobody signed it
 * @param index the leaf's place in the log, counted from 0
 * @param path hashes beside the way from the leaf to the root, in this order
 */
public record LogProof(String extra, long index, List<Digest> path, SignedNote checkpoint) {

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** Hashes that a way through a tree can have beside it. */
    private static final int LONGEST_PATH = 63;

    /** @throws IllegalArgumentException if the extra is no base64, or the index or path can't be any tree's */
    public LogProof {
        path = List.copyOf(path);
        try {
            NoteText.base64(extra, "extra");
        } catch (NoteException e) {
            throw new IllegalArgumentException("the extra is no base64", e);
        }
        if (index < 0 || path.size() > LONGEST_PATH) {
            throw new IllegalArgumentException(
                    "no tree has leaf %d with %d hashes beside its way".formatted(index, path.size()));
        }
    }

    /**
     * The file of a proof.
     *
     * @param extra what else whoever verifies wants to know, or no bytes
     * @param checkpoint of the tree that the proof is about
     */
    public static LogProof of(byte[] extra, InclusionProof proof, SignedNote checkpoint) {
        return new LogProof(NoteText.base64(extra), proof.index(), proof.path(), checkpoint);
    }

    /** Reads a file, of which nothing is verified. */
    public static LogProof parse(byte[] utf8) throws NoteException {
        String text = NoteText.decode(utf8);
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw NoteException.unreadable("it has no checkpoint behind an empty line");
        }
        Iterator<String> lines = text.substring(0, end).lines().iterator();
        if (!next(lines).equals(FIRST_LINE)) {
            throw NoteException.unreadable("it is no proof of a log: its first line isn't " + FIRST_LINE);
        }
        String line = next(lines);
        String extra = "";
        if (line.startsWith(EXTRA)) {
            extra = line.substring(EXTRA.length());
            if (NoteText.base64(extra, "extra").length == 0) {
                throw NoteException.unreadable("its extra is empty, and would not be there");
            }
            line = next(lines);
        }
        if (!line.startsWith(INDEX)) {
            throw NoteException.unreadable("it names no index before its hashes");
        }
        long index = NoteText.number(line.substring(INDEX.length()), "index");
        SignedNote checkpoint = SignedNote.parse(text.substring(end + 2));
        Checkpoint.parse(checkpoint.text());
        return new LogProof(extra, index, path(lines), checkpoint);
    }

    private static String next(Iterator<String> lines) throws NoteException {
        if (!lines.hasNext()) {
            throw NoteException.unreadable("it ends before its index");
        }
        return lines.next();
    }

    private static List<Digest> path(Iterator<String> lines) throws NoteException {
        List<Digest> path = new ArrayList<>();
        while (lines.hasNext()) {
            path.add(NoteText.hash(lines.next(), "hash %d".formatted(path.size() + 1)));
            if (path.size() > LONGEST_PATH) {
                throw NoteException.unreadable("it has more hashes than there are levels in any tree");
            }
        }
        return path;
    }

    /** The bytes of {@link #extra}. */
    public byte[] extraBytes() {
        return Base64.getDecoder().decode(extra);
    }

    /**
     * Verifies that the log has the record.
     *
     * @param leafHash of the record: make it from the record, not from anything that came with the proof
     * @param log the log's key, whose name its checkpoints have as origin
     * @param witnesses keys of those who must have signed the checkpoint too
     * @return the checkpoint, which tells how large the log was
     * @throws NoteException if anything is missing or wrong
     */
    public Checkpoint verify(Digest leafHash, NoteVerifierKey log, Collection<NoteVerifierKey> witnesses)
            throws NoteException {
        Checkpoint signed = Checkpoint.open(checkpoint, List.of(log));
        if (!signed.origin().equals(log.name())) {
            throw NoteException.untrue(
                    "its checkpoint is of %s, and was signed by %s".formatted(signed.origin(), log.name()));
        }
        for (NoteVerifierKey witness : witnesses) {
            checkpoint.verify(List.of(witness));
        }
        if (!new InclusionProof(index, signed.size(), path).verifies(leafHash, signed.root())) {
            throw NoteException.untrue(
                    "the log of %d records doesn't have this one at index %d".formatted(signed.size(), index));
        }
        return signed;
    }

    /** The file. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The file as text. */
    @Override
    public String toString() {
        return Stream.of(
                        Stream.of(FIRST_LINE),
                        extra.isEmpty() ? Stream.<String>of() : Stream.of(EXTRA + extra),
                        Stream.of(INDEX + index),
                        path.stream().map(hash -> NoteText.base64(hash.toBytes())),
                        Stream.of(""))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n" + checkpoint));
    }
}
