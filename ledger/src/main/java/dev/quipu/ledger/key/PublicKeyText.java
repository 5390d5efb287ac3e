package dev.quipu.ledger.key;

import dev.quipu.ledger.event.PublicKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** Public keys as lines of OpenSSH's {@code .pub} files: {@code ssh-ed25519 AAAA… comment}. */
public final class PublicKeyText {

    private static final String TYPE = "ssh-ed25519";

    private PublicKeyText() {}

    /** The line of a key. */
    public static String format(PublicKey key, String comment) {
        return "%s %s %s".formatted(TYPE, Base64.getEncoder().encodeToString(key.wire()), comment);
    }

    /**
     * Reads a line, whose comment may be missing.
     *
     * @throws KeyException if it is no Ed25519 public key
     */
    public static PublicKey parse(String line) {
        String[] words = line.strip().split("\\s+", 3);
        if (words.length >= 2 && words[0].equals(TYPE)) {
            try {
                return ofWire(Base64.getDecoder().decode(words[1]));
            } catch (IllegalArgumentException e) {
                // falls through to the one message below
            }
        }
        throw new KeyException(
                "'%s' is no Ed25519 public key".formatted(line.length() > 40 ? line.substring(0, 40) + "…" : line),
                "Write it as in a .pub file: ssh-ed25519 AAAA…");
    }

    /** @throws IllegalArgumentException if this is not the wire form of an Ed25519 key (RFC 8709) */
    static PublicKey ofWire(byte[] wire) {
        int start = wire.length - PublicKey.SIZE;
        if (start < 0) {
            throw new IllegalArgumentException("too short");
        }
        PublicKey key = PublicKey.ofBytes(Arrays.copyOfRange(wire, start, wire.length));
        if (!ByteBuffer.wrap(key.wire()).equals(ByteBuffer.wrap(wire))) {
            throw new IllegalArgumentException("another kind of key");
        }
        return key;
    }
}
