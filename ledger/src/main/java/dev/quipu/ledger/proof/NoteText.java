package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** What notes, checkpoints and proofs are written with: each thing can be written in one way only. */
final class NoteText {

    /** Bytes of the largest note: a hundred signatures of the longest kind and as much text. */
    static final int MOST_BYTES = 1 << 20;

    /** A key's name has neither spaces nor a plus, which stand behind it. */
    private static final Pattern NAME = Pattern.compile("[^\\p{IsWhite_Space}\\x00-\\x1f+]+");

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");

    private NoteText() {}

    /** The text of UTF-8 without control characters but for line ends. */
    static String decode(byte[] utf8) throws NoteException {
        if (utf8.length > MOST_BYTES) {
            throw NoteException.unreadable("it has %d bytes, more than %d".formatted(utf8.length, MOST_BYTES));
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            NoteException unreadable = NoteException.unreadable("it is not UTF-8");
            unreadable.initCause(e);
            throw unreadable;
        }
        if (hasControls(text)) {
            throw NoteException.unreadable("it has control characters, for instance CR at line ends");
        }
        return text;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\n');
    }

    /** Whether this is text of a note: whole lines that UTF-8 can hold, without control characters. */
    static boolean isText(String text) {
        return text.endsWith("\n")
                && !hasControls(text)
                && StandardCharsets.UTF_8.newEncoder().canEncode(CharBuffer.wrap(text));
    }

    /** Whether a key may be called so. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches()
                && StandardCharsets.UTF_8.newEncoder().canEncode(CharBuffer.wrap(name));
    }

    /** A decimal number without leading zeros, of at most 63 bits. */
    static long number(String text, String what) throws NoteException {
        if (NUMBER.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLarge) {
                throw NoteException.unreadable("its %s is larger than this program can take".formatted(what));
            }
        }
        throw NoteException.unreadable("its %s is no number, or begins with zeros".formatted(what));
    }

    /** Standard base64 (RFC 4648 §4) with all its padding and no other bits than those of the bytes. */
    static byte[] base64(String text, String what) throws NoteException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            NoteException unreadable = NoteException.unreadable("its %s is no base64".formatted(what));
            unreadable.initCause(e);
            throw unreadable;
        }
        throw NoteException.unreadable("its %s is no base64 as it should be written".formatted(what));
    }

    /** The base64 of 32 bytes. */
    static Digest hash(String text, String what) throws NoteException {
        byte[] bytes = base64(text, what);
        if (bytes.length != TreeHash.SIZE) {
            throw NoteException.unreadable("its %s has %d bytes, not 32".formatted(what, bytes.length));
        }
        return Digest.ofBytes(bytes);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
