package dev.quipu.ledger.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A change file's bytes, exactly as written, with their digest. Immutable. */
public final class Content {

    private final byte[] bytes;

    /** Made when somebody first asks: any thread that does makes the same one. */
    private @Nullable Digest digest;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of {@code bytes}. */
    public static Content of(byte[] bytes) {
        return new Content(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** SHA-256 over exactly these bytes. */
    public Digest digest() {
        Digest known = digest;
        if (known == null) {
            known = Digest.of(bytes);
            digest = known;
        }
        return known;
    }

    /** How many bytes. */
    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }

    @Override
    public String toString() {
        return bytes.length + " bytes, " + digest().brief();
    }
}
