package dev.quipu.ledger.codec;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.Scope;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.schemas.Decoded;
import dev.quipu.schemas.EntrySchemas;
import dev.quipu.schemas.RegistryCodec;
import dev.quipu.schemas.Scalars;
import dev.quipu.schemas.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/**
 * Entries as bytes: Avro bodies of the schemas in {@link EntrySchemas}, framed in one of two ways. Embedded, the frame
 * names the schema by its fingerprint; with a registry, by an id that the ledger has declared. A topic may hold both.
 * Thread-safe.
 */
public final class EntryCodec {

    /** What a record's value may be at most, in bytes; larger entries are refused before they are sent. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final SingleObjectCodec<Entry> CODEC =
            new SingleObjectCodec<>(EntrySchemas.history(), Entry.class, scalars());

    private static final RegistryCodec<Entry> REGISTRY_CODEC = new RegistryCodec<>(CODEC);

    private EntryCodec() {}

    /** The bytes of {@code entry}, embedded. */
    public static byte[] encode(Entry entry) {
        return CODEC.encode(entry);
    }

    /**
     * The bytes of {@code entry}, framed for a registry.
     *
     * @param registryId declared for the newest schema
     */
    public static byte[] encode(Entry entry, int registryId) {
        return REGISTRY_CODEC.encode(entry, registryId);
    }

    /** What embedded {@code bytes} are; never throws on their account. */
    public static Decoded<Entry> decode(byte[] bytes) {
        return CODEC.decode(bytes);
    }

    /**
     * What {@code bytes} are at a place of the log; never throws on their account.
     *
     * @param declared the registry ids declared before that place, with the fingerprints of their schemas
     */
    public static Decoded<Entry> decode(byte[] bytes, Map<Integer, Long> declared) {
        return RegistryCodec.isFrame(bytes) ? REGISTRY_CODEC.decode(bytes, declared) : CODEC.decode(bytes);
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
                .with(PublicKey.class, byte[].class, PublicKey::toBytes, PublicKey::ofBytes)
                .with(Scope.class, String.class, Scope::toString, Scope::parse)
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
