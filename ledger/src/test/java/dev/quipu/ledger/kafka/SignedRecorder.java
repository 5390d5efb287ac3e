package dev.quipu.ledger.kafka;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeEvent.EmergencyReviewed;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Founder;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.IdentityEvent.KeyRevoked;
import dev.quipu.ledger.event.IdentityEvent.PolicySet;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.SelfApproval;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetEvent.ToggleSet;
import dev.quipu.ledger.event.TargetEvent.WorkPaused;
import dev.quipu.ledger.key.EntrySignature;
import dev.quipu.ledger.key.PrivateKey;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.Fold;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the recording of a ledger with identities, once: people, agents and strangers write at random, each signed with
 * the own key, with another's or not at all. For one thread.
 */
final class SignedRecorder {

    private static final long SEED = 8032;
    private static final int TURNS = 900;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final Path FILE = Path.of("src/test/resources/dev/quipu/ledger/kafka/recorded-4-signed.txt");
    private static final UUID LEDGER = new UUID(4, 0);

    private static final List<Actor> ACTORS = List.of(
            LedgerSpec.ANN,
            new Actor("ben", ActorKind.HUMAN),
            new Actor("eve", ActorKind.HUMAN),
            Actor.agentOf(Events.EU),
            Actor.NOTARY);

    /** The founder stays what she is. */
    private static final List<Actor> OTHERS = ACTORS.subList(1, ACTORS.size());

    private static final List<String> GRANTS = List.of(
            "author",
            "approver",
            "operator",
            "admin",
            "notary",
            "auditor",
            "author:service:orders",
            "approver:service:billing",
            "operator:target:orders@eu",
            "agent:target:orders@eu",
            "admin:service:orders");

    private final Random random = new Random(SEED);
    private final List<RecordedRecord> records = new ArrayList<>();

    static void run() throws Exception {
        Files.writeString(FILE, new SignedRecorder().make().text());
    }

    private RecordedLedger make() {
        Actor ann = ACTORS.getFirst();
        add(ann, key(ann), new LedgerOpened("test", Fold.RULES, new Founder(ann.id(), key(ann).publicKey())), null);
        Stream.of(Events.orders(Events.service("billing"))).forEach(event -> add(ann, key(ann), event, LEDGER));
        for (int turn = 0; turn < TURNS; turn++) {
            Actor actor = ACTORS.get(random.nextInt(random.nextBoolean() ? 1 : ACTORS.size()));
            PrivateKey key = random.nextInt(15) == 0 ? key(one(ACTORS)) : key(actor);
            add(actor, key, event(), random.nextInt(25) == 0 ? new UUID(9, 9) : LEDGER);
        }
        return new RecordedLedger(new RecordedLedger(records).fold().records());
    }

    private LedgerEvent event() {
        ChangeProposed proposed = Proposal.of(
                        "%s/%d".formatted(random.nextBoolean() ? "orders" : "billing", 1 + random.nextInt(60)))
                .event();
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> proposed;
            case 4, 5, 6, 7 -> Events.approval(proposed);
            case 8 -> new ChangeApproved(proposed.change(), proposed.content().digest(), "", "fire");
            case 9 -> new EmergencyReviewed(proposed.change(), "seen");
            case 10 -> enrolled();
            case 11 -> random.nextInt(12) == 0 ? new KeyRevoked(key(one(OTHERS)).publicKey(), "lost") : enrolled();
            case 12 ->
                new PolicySet(
                        random.nextBoolean() ? null : Events.ORDERS,
                        random.nextInt(3),
                        one(List.of(SelfApproval.values())),
                        "");
            case 13 -> new ToggleSet(random.nextBoolean() ? Events.EU : Events.US, "new", random.nextInt(100), "");
            case 14 ->
                random.nextBoolean()
                        ? new CheckpointSigned(random.nextInt(records.size() + 2), Digest.of(new byte[0]), "note")
                        : new WorkPaused(Events.EU, proposed.change(), "");
            default -> new NoteAdded(StreamId.of(Events.ORDERS), "note " + records.size());
        };
    }

    private KeyEnrolled enrolled() {
        Actor actor = one(OTHERS);
        List<Grant> grants = Stream.generate(() -> Grant.parse(one(GRANTS)))
                .limit(1 + random.nextInt(3))
                .distinct()
                .toList();
        return new KeyEnrolled(
                actor.id(), actor.kind(), key(actor).publicKey(), grants, random.nextInt(4) == 0 ? "ann" : null);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static PrivateKey key(Actor actor) {
        return PrivateKey.ofSeed(
                Digest.of(actor.id().getBytes(StandardCharsets.UTF_8)).toBytes());
    }

    private void add(Actor actor, PrivateKey key, LedgerEvent event, @Nullable UUID ledger) {
        long number = records.size();
        UUID id = new UUID(4, random.nextInt(30) == 0 ? Math.max(0, number - 3) : number);
        Entry entry = new Entry(id, Instant.ofEpochSecond(number), actor, event.stream(), null, null, null, event);
        byte[] value = EntryCodec.encode(entry);
        RecordedRecord record = RecordedRecord.of(
                START + 1_000L * number, event.stream().toString().getBytes(StandardCharsets.UTF_8), value);
        records.add(
                random.nextInt(20) == 0 && number > 0
                        ? record
                        : record.signed(EntrySignature.sign(key, ledger, value)));
    }
}
