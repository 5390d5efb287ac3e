package dev.quipu.ledger.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 public key (RFC 8032), written as its fingerprint the way OpenSSH writes it: {@code SHA256:} and the
 * base64 of the SHA-256 of its wire form (RFC 8709). Immutable.
 */
public final class PublicKey {

    /** Bytes of a key. */
    public static final int SIZE = 32;

    private static final byte[] SSH_TYPE = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private PublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The key with these bytes, which may be no point of the curve: nothing verifies with it then.
     *
     * @throws IllegalArgumentException if there are not 32 bytes
     */
    public static PublicKey ofBytes(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + bytes.length);
        }
        return new PublicKey(bytes.clone());
    }

    /** A copy of the 32 bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** {@code SHA256:…}, as {@code ssh-keygen -l} prints it. */
    public String fingerprint() {
        return "SHA256:"
                + Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(Digest.of(wire()).toBytes());
    }

    /** The key as OpenSSH sends it and, in base64, writes it into {@code .pub} files. */
    public byte[] wire() {
        return ByteBuffer.allocate(Integer.BYTES + SSH_TYPE.length + Integer.BYTES + SIZE)
                .putInt(SSH_TYPE.length)
                .put(SSH_TYPE)
                .putInt(SIZE)
                .put(bytes)
                .array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
