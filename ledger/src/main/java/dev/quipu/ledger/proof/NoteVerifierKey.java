package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.key.Ed25519;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key that notes are verified with, written {@code name+id+base64} (C2SP signed-note, verifier keys).
 *
 * @param name whose key it is: a URL without schema, by custom
 */
public record NoteVerifierKey(String name, SignatureType type, PublicKey key) {

    private static final int ID_DIGITS = 8;

    /** @throws IllegalArgumentException if no key may have this name */
    public NoteVerifierKey {
        if (!NoteText.isName(name)) {
            throw new IllegalArgumentException("'%s' can't name a key: no spaces, no plus".formatted(name));
        }
    }

    /** Reads a key from its text, without spaces around it. */
    public static NoteVerifierKey parse(String text) throws NoteException {
        String[] parts = text.split("\\+", 3);
        if (parts.length < 3 || !NoteText.isName(parts[0])) {
            throw wrong("it isn't name+id+base64");
        }
        byte[] material = NoteText.base64(parts[2], "key");
        SignatureType type =
                material.length == 0 ? null : SignatureType.of(material[0]).orElse(null);
        if (type == null) {
            throw wrong("it is of a type that this program doesn't know: Ed25519 and cosignatures it does");
        }
        if (material.length != 1 + PublicKey.SIZE) {
            throw wrong("it has %d bytes, not %d".formatted(material.length, 1 + PublicKey.SIZE));
        }
        PublicKey key = PublicKey.ofBytes(Arrays.copyOfRange(material, 1, material.length));
        NoteVerifierKey read = new NoteVerifierKey(parts[0], type, key);
        if (!read.hexId().equalsIgnoreCase(parts[1])) {
            throw wrong("its id is %s, and that of its name and key is %s".formatted(parts[1], read.hexId()));
        }
        return read;
    }

    private static NoteException wrong(String message) {
        return new NoteException(
                "no key of a note: " + message, "Ask whose key it is for the text, and take it whole.");
    }

    /** What stands in signatures to find the key by: the beginning of a digest of name, type and key. */
    public int id() {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer hashed = ByteBuffer.allocate(utf8.length + 2 + PublicKey.SIZE)
                .put(utf8)
                .put((byte) '\n')
                .put(material());
        return ByteBuffer.wrap(Digest.of(hashed.array()).toBytes()).getInt();
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id(), ID_DIGITS);
    }

    private byte[] material() {
        return ByteBuffer.allocate(1 + PublicKey.SIZE)
                .put(type.code())
                .put(key.toBytes())
                .array();
    }

    /** Whether a signature says that it is of this key; it may be none nevertheless. */
    public boolean isNamedBy(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == id();
    }

    /** Whether a signature is one of {@code text} by this key; never throws on their account. */
    public boolean verifies(String text, NoteSignature signature) {
        return isNamedBy(signature)
                && switch (type) {
                    case ED25519 -> Ed25519.verify(key, text.getBytes(StandardCharsets.UTF_8), signature.signature());
                    case COSIGNATURE -> Cosignature.verify(key, text, signature);
                };
    }

    /** {@code name+id+base64}. */
    @Override
    public String toString() {
        return name + "+" + hexId() + "+" + NoteText.base64(material());
    }
}
