package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.schemas.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Folds raw records. For one thread. */
final class RecordFold {

    private final String topic;
    private final Folding observer;
    private LedgerState state;
    private @Nullable ConsumerRecord<byte[], byte[]> last;

    /** @param state from where to go on */
    RecordFold(String topic, Folding observer, LedgerState state) {
        this.topic = topic;
        this.observer = observer;
        this.state = state;
    }

    LedgerState state() {
        return state;
    }

    /** The record that was folded last, or null if none was. */
    @Nullable
    ConsumerRecord<byte[], byte[]> last() {
        return last;
    }

    /**
     * Folds one record.
     *
     * @return what became of it
     * @throws LedgerException.Unusable if it takes a newer build to read it
     */
    Outcome fold(ConsumerRecord<byte[], byte[]> raw) {
        Instant at = Instant.ofEpochMilli(raw.timestamp());
        Decoded<Entry> content = decode(raw);
        Folded folded =
                switch (content) {
                    case Decoded.Value<Entry>(Entry entry) -> {
                        requireKnownRules(entry, raw.offset());
                        yield Fold.fold(state, entry, at);
                    }
                    case Decoded.Garbage<Entry>(String reason) -> Fold.foldGarbage(state, reason, at);
                    case Decoded.UnknownSchema<Entry>(long fingerprint) ->
                        throw newer(
                                "an entry schema this build doesn't know (%016x)".formatted(fingerprint), raw.offset());
                };
        LoggedRecord logged = new LoggedRecord(state.entries(), raw.offset(), at, content);
        state = folded.state().settled();
        last = raw;
        observer.folded(logged, folded.outcome(), state);
        return folded.outcome();
    }

    private Decoded<Entry> decode(ConsumerRecord<byte[], byte[]> raw) {
        if (raw.value() == null || raw.key() == null) {
            return new Decoded.Garbage<>("a record without key or value");
        }
        Decoded<Entry> decoded = EntryCodec.decode(raw.value(), state.declared());
        boolean misplaced = decoded instanceof Decoded.Value<Entry>(Entry entry)
                && !Arrays.equals(raw.key(), entry.stream().toString().getBytes(StandardCharsets.UTF_8));
        return misplaced ? new Decoded.Garbage<>("the record's key is not the entry's stream") : decoded;
    }

    private void requireKnownRules(Entry entry, long offset) {
        if (state.opened() == null && entry.event() instanceof LedgerOpened opened && opened.rules() > Fold.RULES) {
            throw newer("rules version %d, and this build knows %d".formatted(opened.rules(), Fold.RULES), offset);
        }
    }

    private LedgerException newer(String what, long offset) {
        return new LedgerException.Unusable(
                "the ledger in topic %s has %s at offset %d".formatted(topic, what, offset),
                "Install a newer Quipu here; to look at it: quipu ledger inspect " + offset);
    }
}
