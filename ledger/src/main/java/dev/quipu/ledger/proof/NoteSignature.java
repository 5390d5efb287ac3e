package dev.quipu.ledger.proof;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One line under a note.
 *
 * @param name of the key
 * @param base64 the key's id in four bytes, and the signature
 */
public record NoteSignature(String name, String base64) {

    private static final String DASH = "\u2014 ";

    /** @throws IllegalArgumentException if this makes no line */
    public NoteSignature {
        if (!NoteText.isName(name) || !isSignature(base64)) {
            throw new IllegalArgumentException("no signature: '%s %s'".formatted(name, base64));
        }
    }

    private static boolean isSignature(String base64) {
        try {
            return NoteText.base64(base64, "signature").length > Integer.BYTES;
        } catch (NoteException e) {
            return false;
        }
    }

    static NoteSignature of(NoteVerifierKey key, byte[] signature) {
        return new NoteSignature(
                key.name(),
                NoteText.base64(ByteBuffer.allocate(Integer.BYTES + signature.length)
                        .putInt(key.id())
                        .put(signature)
                        .array()));
    }

    /** Reads a line without its end. */
    static NoteSignature parse(String line) throws NoteException {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space <= DASH.length()) {
            throw NoteException.unreadable("a line under it is no signature, which is '\u2014 name base64'");
        }
        String name = line.substring(DASH.length(), space);
        if (!NoteText.isName(name)) {
            throw NoteException.unreadable("a signature names a key with spaces or a plus in its name");
        }
        String base64 = line.substring(space + 1);
        if (!isSignature(base64)) {
            throw NoteException.unreadable("the signature of %s is no base64, or too short".formatted(name));
        }
        return new NoteSignature(name, base64);
    }

    /** The line without its end. */
    String line() {
        return DASH + name + " " + base64;
    }

    /** The id of the key that the line names. */
    public int keyId() {
        return ByteBuffer.wrap(bytes()).getInt();
    }

    /** What follows the id. */
    public byte[] signature() {
        byte[] bytes = bytes();
        return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    }

    private byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }
}
