package dev.quipu.ledger.codec;

import dev.quipu.ledger.event.Entry;
import dev.quipu.schemas.Decoded;
import dev.quipu.schemas.EntrySchemas;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaNormalization;

/** How the bytes of an entry say which schema they have. */
public sealed interface EntryFrame {

    /**
     * Avro single-object encoding.
     *
     * @param fingerprint CRC-64-AVRO of the schema
     * @param version of the schema, or 0 if this build doesn't know it
     */
    record Embedded(long fingerprint, int version) implements EntryFrame {}

    /** A schema registry's id. */
    record Registered(int id) implements EntryFrame {}

    /** No frame of ours. */
    record None() implements EntryFrame {}

    /** The frame of {@code bytes}. */
    static EntryFrame of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length >= 10 && bytes[0] == (byte) 0xC3 && bytes[1] == 1) {
            long fingerprint = buffer.getLong(2);
            return new Embedded(fingerprint, fingerprints().indexOf(fingerprint) + 1);
        }
        return bytes.length >= 5 && bytes[0] == 0
                ? new Registered(buffer.order(ByteOrder.BIG_ENDIAN).getInt(1))
                : new None();
    }

    /**
     * What {@code bytes} are, without the log around them. Which schema a registry's id stands for is said by the
     * entries before: here the newest that fits is taken.
     */
    static Decoded<Entry> decode(byte[] bytes) {
        if (!(of(bytes) instanceof Registered(int id))) {
            return EntryCodec.decode(bytes);
        }
        Decoded<Entry> content = EntryCodec.decode(bytes, Map.of());
        for (long fingerprint : fingerprints().reversed()) {
            if (!(content instanceof Decoded.Value)) {
                content = EntryCodec.decode(bytes, Map.of(id, fingerprint));
            }
        }
        return content;
    }

    private static List<Long> fingerprints() {
        return EntrySchemas.history().stream()
                .map(SchemaNormalization::parsingFingerprint64)
                .toList();
    }
}
