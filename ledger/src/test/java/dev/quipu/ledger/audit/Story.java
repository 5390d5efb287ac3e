package dev.quipu.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Founder;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.kafka.LoggedRecord;
import dev.quipu.ledger.proof.Frontier;
import dev.quipu.ledger.proof.LeafHasher;
import dev.quipu.ledger.state.Evidence;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Signature;
import dev.quipu.ledger.state.Stamp;
import dev.quipu.schemas.Decoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger in memory whose people do one thing after the other, and the store that is fed from it. */
final class Story {

    /** A store that isn't there. */
    static final FedStore NOWHERE = new FedStore(new StoreFiles(Path.of("nowhere"), "nowhere"), 0);

    private final List<Folding> log = new ArrayList<>();
    private final boolean founded;
    private LedgerState state = LedgerState.empty();
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private Duration skew = Duration.ZERO;

    private record Folding(LoggedRecord record, Outcome outcome, LedgerState after) {}

    private Story(boolean founded) {
        this.founded = founded;
    }

    /** A ledger without identities. */
    static Story untold() {
        return new Story(false).by("ann", new LedgerOpened("test", Fold.RULES));
    }

    /** Ann's ledger, in which entries are signed. */
    static Story founded() {
        return new Story(true).by("ann", new LedgerOpened("test", Fold.RULES, new Founder("ann", key("ann"))));
    }

    /** The key of each actor. */
    static PublicKey key(String actor) {
        return PublicKey.ofBytes(
                Digest.of(actor.getBytes(StandardCharsets.UTF_8)).toBytes());
    }

    /** It is this time now, at the broker and at the writers. */
    Story at(String time) {
        now = Instant.parse(time);
        return this;
    }

    /** The writers' clocks are ahead by so much. */
    Story skewed(Duration ahead) {
        skew = ahead;
        return this;
    }

    /** These events count. */
    Story by(String actor, LedgerEvent... events) {
        for (LedgerEvent event : events) {
            Outcome outcome = tell(actor, event, signature(actor));
            assertThat(outcome).as("%s", event).isInstanceOf(Outcome.Accepted.class);
        }
        return this;
    }

    /** This event is void. */
    Story voidBy(String actor, LedgerEvent event) {
        return voidBy(actor, event, signature(actor));
    }

    /** This event, signed in another way, is void. */
    Story voidBy(String actor, LedgerEvent event, Signature signature) {
        assertThat(tell(actor, event, signature)).as("%s", event).isInstanceOf(Outcome.Voided.class);
        return this;
    }

    /** A record that is no entry. */
    Story garbage() {
        Folded folded = Fold.foldGarbage(state, "nobody knows what it is", now);
        add(new Decoded.Garbage<>("nobody knows what it is"), new byte[] {1, 2, 3}, Signature.MISSING, folded);
        return this;
    }

    /** This event counts although it breaks the rules, as it would after a fault of the fold. */
    Story against(String actor, LedgerEvent event) {
        Entry entry = entry(actor, event);
        Stamp stamp = new Stamp(entry.id(), state.entries(), now, entry.actor());
        Folded folded = Fold.foldGarbage(state, "not folded", now);
        add(
                new Decoded.Value<>(entry),
                EntryCodec.encode(entry),
                signature(actor),
                new Folded(folded.state(), new Outcome.Accepted(stamp, 1)));
        return this;
    }

    private Signature signature(String actor) {
        return founded ? new Signature.By(key(actor)) : Signature.MISSING;
    }

    private Outcome tell(String actor, LedgerEvent event, Signature signature) {
        Entry entry = entry(actor, event);
        Folded folded = Fold.fold(state, entry, now, new Evidence(signature, null));
        add(new Decoded.Value<>(entry), EntryCodec.encode(entry), signature, folded);
        return folded.outcome();
    }

    private Entry entry(String name, LedgerEvent event) {
        ActorKind kind = name.startsWith("agent") ? ActorKind.AGENT : ActorKind.HUMAN;
        Actor actor = new Actor(name, name.equals("conductor") ? ActorKind.CONDUCTOR : kind);
        UUID id = new UUID(9, state.entries());
        return new Entry(id, now.plus(skew), actor, event.stream(), null, null, null, event);
    }

    private void add(Decoded<Entry> content, byte[] bytes, Signature signature, Folded folded) {
        long number = state.entries();
        Digest leaf = Digest.ofBytes(
                new LeafHasher().start(number, now.toEpochMilli(), null, bytes).hash());
        log.add(new Folding(
                new LoggedRecord(number, number, now, content, signature, leaf, bytes.length),
                folded.outcome(),
                folded.state()));
        state = folded.state();
        now = now.plusSeconds(60);
    }

    /** Number of the newest entry. */
    long last() {
        return state.entries() - 1;
    }

    /** Id of the newest entry. */
    UUID lastId() {
        return new UUID(9, last());
    }

    /** Feeds the store in {@code folder} with all that there is. */
    FedStore feed(Path folder) throws IOException {
        StoreFiles files = new StoreFiles(folder, "test-00000000");
        try (AuditFeed feed = AuditFeed.open(files.database(), Frontier.empty(), Clock.systemUTC())) {
            log.forEach(folding -> feed.folded(folding.record(), folding.outcome(), folding.after()));
            feed.finish();
        }
        return new FedStore(files, log.size());
    }

    /** The same, and opens it. */
    StoreReader open(Path folder) throws IOException {
        return new AuditStore(folder).read(feed(folder), null);
    }

    /** The rows of a query on the store in {@code folder}, each with its values between bars. */
    List<String> ask(Path folder, String sql) throws IOException {
        try (StoreReader reader = open(folder)) {
            return lines(reader.ask(sql, Map.of(), 100));
        }
    }

    static List<String> lines(Answer answer) {
        return answer.rows().stream().map(Story::line).toList();
    }

    private static String line(List<@Nullable Object> row) {
        return String.join(" | ", row.stream().map(String::valueOf).toList());
    }
}
