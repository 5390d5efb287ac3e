package dev.quipu.ledger.codec;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.schemas.Decoded;
import dev.quipu.schemas.EntrySchemas;
import dev.quipu.schemas.Scalars;
import dev.quipu.schemas.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Entries as bytes: Avro single-object encoding of the schemas in {@link EntrySchemas}. Thread-safe. */
public final class EntryCodec {

    /** What a record's value may be at most, in bytes; larger entries are refused before they are sent. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final SingleObjectCodec<Entry> CODEC =
            new SingleObjectCodec<>(EntrySchemas.history(), Entry.class, scalars());

    private EntryCodec() {}

    /** The bytes of {@code entry}. */
    public static byte[] encode(Entry entry) {
        return CODEC.encode(entry);
    }

    /** What {@code bytes} are; never throws on their account. */
    public static Decoded<Entry> decode(byte[] bytes) {
        return CODEC.decode(bytes);
    }

    private static Scalars scalars() {
        return Scalars.none()
                .with(UUID.class, byte[].class, EntryCodec::bytes, EntryCodec::uuid)
                .with(Digest.class, byte[].class, Digest::toBytes, Digest::ofBytes)
                .with(Content.class, byte[].class, Content::toBytes, Content::of)
                .with(
                        Instant.class,
                        Long.class,
                        EntryCodec::micros,
                        micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                .with(StreamId.class, String.class, StreamId::toString, StreamId::new)
                .with(ServiceName.class, String.class, ServiceName::toString, ServiceName::parse)
                .with(TargetId.class, String.class, TargetId::toString, TargetId::parse)
                .with(ChangeId.class, String.class, ChangeId::toString, ChangeId::parse)
                .with(RolloutId.class, String.class, RolloutId::toString, RolloutId::parse);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
