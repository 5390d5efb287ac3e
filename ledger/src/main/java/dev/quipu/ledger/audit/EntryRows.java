package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.kafka.LoggedRecord;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Signature;
import dev.quipu.schemas.Decoded;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of {@code entries}. For one thread. */
final class EntryRows {

    /** Fingerprints take a hash each, and a ledger has few keys that count. */
    private static final int KNOWN = 10_000;

    private final TableRows rows;
    private final Map<PublicKey, String> fingerprints = new HashMap<>();

    EntryRows(TableRows rows) {
        this.rows = rows;
    }

    void add(LoggedRecord record, Outcome outcome) {
        rows.begin().number(record.number()).number(record.offset()).time(record.at());
        Entry entry = record.content() instanceof Decoded.Value<Entry>(Entry value) ? value : null;
        if (entry == null) {
            nothing(10);
        } else {
            add(entry);
        }
        switch (outcome) {
            case Outcome.Accepted accepted ->
                rows.number(accepted.revision()).flag(true).none().none();
            case Outcome.Voided(long number, Refusal reason) ->
                rows.none().flag(false).text(Word.of(reason)).text(reason.message());
        }
        rows.text(word(record.signature()))
                .text(signedBy(record.signature()))
                .bytes(record.leaf().toBytes())
                .small(record.bytes())
                .number(
                        entry == null
                                ? null
                                : (Long) Duration.between(record.at(), entry.at())
                                        .toMillis())
                .end();
    }

    private void add(Entry entry) {
        Subject subject = Subject.of(entry.event());
        rows.time(entry.at())
                .id(entry.id())
                .text(entry.stream().value())
                .text(entry.event().getClass().getSimpleName())
                .text(entry.actor().id())
                .text(Word.of(entry.actor().kind()))
                .text(subject.service())
                .text(subject.target())
                .text(subject.change())
                .number(entry.expectedRevision());
    }

    private void nothing(int columns) {
        for (int i = 0; i < columns; i++) {
            rows.none();
        }
    }

    private static String word(Signature signature) {
        return switch (signature) {
            case Signature.Missing missing -> "none";
            case Signature.Wrong wrong -> "wrong";
            case Signature.By by -> "ok";
        };
    }

    /** The fingerprint of the key that signed, or null. */
    @Nullable
    String signedBy(Signature signature) {
        if (fingerprints.size() > KNOWN) {
            fingerprints.clear();
        }
        return signature instanceof Signature.By(PublicKey key)
                ? fingerprints.computeIfAbsent(key, PublicKey::fingerprint)
                : null;
    }
}
