package dev.quipu.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Avro single-object encoding ({@code C3 01}, CRC-64-AVRO fingerprint in little-endian order, binary body; Avro 1.12
 * specification, "Single-object encoding") of one Java record type. Thread-safe.
 */
public final class SingleObjectCodec<T> {

    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final int HEADER = MARKER.length + Long.BYTES;

    private final byte[] header;
    private final BodyCodec<T> bodies;

    /**
     * A codec that writes the last of {@code history} and reads them all.
     *
     * @param history schemas, oldest first
     */
    public SingleObjectCodec(List<Schema> history, Class<T> type, Scalars scalars) {
        this.bodies = new BodyCodec<>(history, type, scalars);
        this.header = ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER)
                .putLong(bodies.current())
                .array();
    }

    /** The codec of the part after the header. */
    BodyCodec<T> bodies() {
        return bodies;
    }

    /** The encoding of {@code value}. */
    public byte[] encode(T value) {
        return bodies.encode(header, value);
    }

    /** What {@code bytes} are; never throws on their account. */
    public Decoded<T> decode(byte[] bytes) {
        if (bytes.length < HEADER || !Arrays.equals(bytes, 0, MARKER.length, MARKER, 0, MARKER.length)) {
            return new Decoded.Garbage<>("no Avro single-object header");
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER.length);
        return bodies.decode(fingerprint, bytes, HEADER);
    }
}
