package dev.quipu.consumers.trail;

import dev.quipu.ledger.codec.EveryEvent;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.kafka.LoggedRecord;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Signature;
import dev.quipu.ledger.state.Stamp;
import dev.quipu.schemas.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records as the log has them, without a log. */
final class Entries {

    static final String LEDGER = "01981e2c-7d00-7000-8000-000000000000";

    private static final Instant START = Instant.parse("2026-01-02T03:04:06.5Z");

    private Entries() {}

    /** One of each event, the odd ones signed; then a forged one, a stale one and one that is no entry. */
    static List<TrailEntry> all() {
        List<TrailEntry> all = new ArrayList<>();
        List<LedgerEvent> events = EveryEvent.events();
        for (LedgerEvent event : events) {
            int index = all.size();
            Signature signature = index % 2 == 1 ? new Signature.By(key()) : Signature.MISSING;
            all.add(accepted(index, EveryEvent.entry(event, index), signature));
        }
        Entry last = EveryEvent.entry(events.getLast(), 1);
        all.add(voided(
                all.size(),
                new Decoded.Value<>(last),
                new Signature.Wrong("it is not of these bytes"),
                new Refusal.Forbidden("the signature of ann is wrong", "Revoke what is lost.")));
        all.add(voided(
                all.size(),
                new Decoded.Value<>(last),
                new Signature.By(key()),
                new Refusal.Stale(last.stream(), 1, 2)));
        all.add(garbage(all.size()));
        return all;
    }

    static TrailEntry garbage(long number) {
        return voided(
                number,
                new Decoded.Garbage<>("a record without key or value"),
                Signature.MISSING,
                new Refusal.Invalid("a record without key or value", "Find out who else writes to this topic."));
    }

    static TrailEntry accepted(long number, Entry entry, Signature signature) {
        Stamp stamp = new Stamp(entry.id(), number, START.plusSeconds(number), entry.actor());
        return entry(number, new Decoded.Value<>(entry), signature, new Outcome.Accepted(stamp, 3));
    }

    static TrailEntry voided(long number, Decoded<Entry> content, Signature signature, Refusal refusal) {
        return entry(number, content, signature, new Outcome.Voided(number, refusal));
    }

    private static TrailEntry entry(long number, Decoded<Entry> content, Signature signature, Outcome outcome) {
        return new TrailEntry(
                "quipu.ledger",
                LEDGER,
                new LoggedRecord(number, number + 1, START.plusSeconds(number), content, signature, leaf(number), 100),
                outcome);
    }

    static Digest leaf(long number) {
        return Digest.of(Long.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    private static PublicKey key() {
        return PublicKey.ofBytes(leaf(0).toBytes());
    }
}
