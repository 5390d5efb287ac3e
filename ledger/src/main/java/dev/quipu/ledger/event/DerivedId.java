package dev.quipu.ledger.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that follow from what an entry is about, so that whoever writes it again writes the same entry. */
public final class DerivedId {

    private DerivedId() {}

    /** A UUID of version 8 (RFC 9562 §5.8): SHA-256 of the parts, each preceded by its length. */
    public static UUID of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            String value = part.toString();
            text.append(value.length()).append(':').append(value);
        }
        ByteBuffer hash = ByteBuffer.wrap(
                Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).toBytes());
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low);
    }
}
