package dev.quipu.ledger.kafka;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.schemas.Decoded;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Request ids of raw records. */
final class EntryIds {

    private EntryIds() {}

    /** @param declared as in {@link EntryCodec#decode(byte[], Map)} */
    static Optional<UUID> of(byte @Nullable [] value, Map<Integer, Long> declared) {
        return value != null && EntryCodec.decode(value, declared) instanceof Decoded.Value<Entry>(Entry entry)
                ? Optional.of(entry.id())
                : Optional.empty();
    }
}
