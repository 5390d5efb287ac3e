package dev.quipu.ledger.kafka;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.schemas.Decoded;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Request ids of raw records. */
final class EntryIds {

    private EntryIds() {}

    static Optional<UUID> of(byte @Nullable [] value) {
        return value != null && EntryCodec.decode(value) instanceof Decoded.Value<Entry>(Entry entry)
                ? Optional.of(entry.id())
                : Optional.empty();
    }
}
