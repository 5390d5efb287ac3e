package dev.quipu.schemas;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The encoding of serialisers that use a schema registry (Confluent's wire format: a zero byte, the schema's id in the
 * registry as 4 bytes in big-endian order, binary body) of one Java record type. Which id stands for which schema is
 * said by the caller and not asked of a registry, so that everybody reads the same. Thread-safe.
 */
public final class RegistryCodec<T> {

    private static final byte MAGIC = 0;
    private static final int HEADER = 1 + Integer.BYTES;

    private final BodyCodec<T> bodies;

    /** The same values and schemas in the other frame. */
    public RegistryCodec(SingleObjectCodec<T> values) {
        this.bodies = values.bodies();
    }

    /** Whether {@code bytes} start as this encoding does, which no other does. */
    public static boolean isFrame(byte[] bytes) {
        return bytes.length >= HEADER && bytes[0] == MAGIC;
    }

    /**
     * The encoding of {@code value}.
     *
     * @param registryId the registry's id of the newest schema
     */
    public byte[] encode(T value, int registryId) {
        return bodies.encode(
                ByteBuffer.allocate(HEADER).put(MAGIC).putInt(registryId).array(), value);
    }

    /**
     * What {@code bytes} are; never throws on their account.
     *
     * @param declared CRC-64-AVRO of the schema of each known id
     */
    public Decoded<T> decode(byte[] bytes, Map<Integer, Long> declared) {
        if (!isFrame(bytes)) {
            return new Decoded.Garbage<>("no header of a registry's serialiser");
        }
        int registryId = ByteBuffer.wrap(bytes).getInt(1);
        Long fingerprint = declared.get(registryId);
        return fingerprint == null
                ? new Decoded.Garbage<>("schema id %d of a registry is not declared".formatted(registryId))
                : bodies.decode(fingerprint, bytes, HEADER);
    }
}
