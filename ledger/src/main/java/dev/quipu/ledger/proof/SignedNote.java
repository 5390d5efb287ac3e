package dev.quipu.ledger.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text with the signatures of one or more keys under it (C2SP signed-note v1.0.0). Its text means nothing before
 * {@link #verify}.
 *
 * @param text whole lines
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** How many signatures a note may have. */
    public static final int MOST_SIGNATURES = 100;

    /** @throws IllegalArgumentException if this makes no note */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!NoteText.isText(text)) {
            throw new IllegalArgumentException("a note is made of lines without control characters");
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException(
                    "a note has 1 to %d signatures, not %d".formatted(MOST_SIGNATURES, signatures.size()));
        }
    }

    /**
     * Signs a text.
     *
     * @throws IllegalArgumentException if it isn't made of whole lines without control characters
     * @throws dev.quipu.ledger.key.SigningException if who holds the key doesn't sign
     */
    public static SignedNote sign(String text, NoteSigner signer) {
        return new SignedNote(text, List.of(signer.sign(text)));
    }

    /** Reads a note, of which nothing is verified. */
    public static SignedNote parse(byte[] utf8) throws NoteException {
        return parse(NoteText.decode(utf8));
    }

    static SignedNote parse(String note) throws NoteException {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || end + 2 == note.length() || !note.endsWith("\n")) {
            throw NoteException.unreadable("it is no note: text, an empty line, and a line for each signature");
        }
        List<String> lines = note.substring(end + 2).lines().toList();
        if (lines.size() > MOST_SIGNATURES) {
            throw NoteException.unreadable("it has more than %d signatures".formatted(MOST_SIGNATURES));
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    /** The note as it is stored and sent. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Verifies the signatures of the keys that one knows. Others are of no account.
     *
     * @return the signatures of known keys, in the note's order: at least one
     * @throws NoteException if a known key didn't sign what its line says it did, or no known key signed
     */
    public List<NoteSignature> verify(Collection<NoteVerifierKey> known) throws NoteException {
        List<NoteSignature> verified = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            for (NoteVerifierKey key : known) {
                if (key.isNamedBy(signature)) {
                    if (!key.verifies(text, signature)) {
                        throw NoteException.untrue(
                                "the signature of %s is wrong: the text was altered, or it isn't theirs"
                                        .formatted(signature.name()));
                    }
                    verified.add(signature);
                }
            }
        }
        if (verified.isEmpty()) {
            throw new NoteException(
                    "no known key signed it: it is signed by " + names(),
                    "Look whether you verify with the right key: %s"
                            .formatted(known.stream()
                                    .map(NoteVerifierKey::toString)
                                    .collect(Collectors.joining(", "))));
        }
        return verified;
    }

    private String names() {
        return signatures.stream().map(NoteSignature::name).distinct().collect(Collectors.joining(", "));
    }

    /**
     * The note with one signature more.
     *
     * @throws IllegalArgumentException if there are too many already
     */
    public SignedNote with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /** The note as it is stored and sent. */
    @Override
    public String toString() {
        return signatures.stream()
                .map(signature -> signature.line() + "\n")
                .collect(Collectors.joining("", text + "\n", ""));
    }
}
