package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.proof.LedgerOrigin;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.TreeTail;
import dev.quipu.ledger.state.Evidence;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Signature;
import dev.quipu.schemas.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Folds raw records, and keeps the Merkle tree over them. For one thread. */
final class RecordFold {

    private final String topic;
    private final Folding observer;
    private final TreeTail tree;
    private final @Nullable SeenLog seen;
    private LedgerState state;
    private @Nullable ConsumerRecord<byte[], byte[]> last;

    /** Hears what became of a record. */
    @FunctionalInterface
    interface Settled {
        /** One record of a batch was folded. */
        void settled(ConsumerRecord<byte[], byte[]> raw, Outcome outcome);
    }

    /**
     * A fold that goes on from somewhere.
     *
     * @param state from where
     * @param tree over the records that led to it; belongs to the fold from now on
     * @param seen what this machine saw of the log earlier, or null
     */
    RecordFold(String topic, Folding observer, LedgerState state, TreeTail tree, @Nullable SeenLog seen) {
        this.topic = topic;
        this.observer = observer;
        this.state = state;
        this.tree = tree;
        this.seen = seen;
    }

    LedgerState state() {
        return state;
    }

    /** Over all that was folded. */
    TreeTail tree() {
        return tree;
    }

    /** The record that was folded last, or null if none was. */
    @Nullable
    ConsumerRecord<byte[], byte[]> last() {
        return last;
    }

    /**
     * Folds records that come one after the other.
     *
     * @throws LedgerException.Unusable if it takes a newer build to read one, or the log is not the one that was seen
     */
    void fold(List<ConsumerRecord<byte[], byte[]>> batch, Settled settled) {
        UUID ledger = state.id();
        List<Inspection> inspections = Inspection.of(batch, state.entries(), ledger);
        for (int i = 0; i < batch.size(); i++) {
            if (!Objects.equals(ledger, state.id())) { // the ledger's first entry was among them
                fold(batch.subList(i, batch.size()), settled);
                return;
            }
            settled.settled(batch.get(i), fold(batch.get(i), inspections.get(i)));
        }
    }

    private Outcome fold(ConsumerRecord<byte[], byte[]> raw, Inspection inspection) {
        Instant at = Instant.ofEpochMilli(raw.timestamp());
        Decoded<Entry> content = decode(raw);
        Folded folded =
                switch (content) {
                    case Decoded.Value<Entry>(Entry entry) -> {
                        requireKnownRules(entry, raw.offset());
                        yield Fold.fold(state, entry, at, evidence(entry, inspection.signature()));
                    }
                    case Decoded.Garbage<Entry>(String reason) -> Fold.foldGarbage(state, reason, at);
                    case Decoded.UnknownSchema<Entry>(long fingerprint) ->
                        throw newer(
                                "an entry schema this build doesn't know (%016x)".formatted(fingerprint), raw.offset());
                };
        LoggedRecord logged = new LoggedRecord(
                state.entries(),
                raw.offset(),
                at,
                content,
                inspection.signature(),
                inspection.leaf(),
                Math.max(0, raw.serializedValueSize()));
        state = folded.state().settled();
        tree.append(inspection.leaf().toBytes());
        last = raw;
        if (seen != null) {
            seen.compare(tree);
        }
        observer.folded(logged, folded.outcome(), state);
        return folded.outcome();
    }

    private Evidence evidence(Entry entry, Signature signature) {
        return entry.event() instanceof CheckpointSigned checkpoint
                ? new Evidence(
                        signature, tree.rootAt(checkpoint.size()).orElse(null), flaw(checkpoint, state.id(), signature))
                : new Evidence(signature, null);
    }

    /** What nobody signed is void for that. */
    private static @Nullable String flaw(CheckpointSigned checkpoint, @Nullable UUID ledger, Signature signature) {
        try {
            if (ledger != null && signature instanceof Signature.By(PublicKey key)) {
                LedgerOrigin.verify(checkpoint, ledger, key);
            }
            return null;
        } catch (NoteException e) {
            return e.getMessage();
        }
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
