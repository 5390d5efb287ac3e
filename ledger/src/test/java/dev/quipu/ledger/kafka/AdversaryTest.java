package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.IdentityEvent.KeyRevoked;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.key.EntrySignature;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody who may write to the topic, and has a key or none, writes what nobody gave them the right to. */
class AdversaryTest {

    private static final Actor ANN = LedgerSpec.ANN;
    private static final Actor BEN = new Actor("ben", ActorKind.HUMAN);
    private static final Actor EVE = new Actor("eve", ActorKind.HUMAN);
    private static final Actor AGENT = Actor.agentOf(Events.EU);
    private static final Proposal PROPOSAL = Proposal.of("orders/1");

    private final TestKeys keys = new TestKeys();

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic(keys);

    private final RawTopic raw = new RawTopic(topic.settings());
    private LedgerState before = LedgerState.empty();
    private UUID ledger = new UUID(0, 0);

    @BeforeEach
    void foundALedger() {
        KafkaLedger open = topic.initialise();
        for (LedgerEvent event : List.of(
                Events.service("orders"),
                Events.target("orders@eu"),
                Events.target("orders@us"),
                enrolled(BEN, "author", "approver"),
                enrolled(AGENT, "agent:target:orders@eu"),
                PROPOSAL.event())) {
            open.submit(ANN, Command.of(event, ""));
        }
        before = open.state();
        ledger = Objects.requireNonNull(before.id());
    }

    private KeyEnrolled enrolled(Actor actor, String... grants) {
        return new KeyEnrolled(
                actor.id(),
                actor.kind(),
                keys.signer(actor).publicKey(),
                Stream.of(grants).map(Grant::parse).toList(),
                null);
    }

    private Entry entry(Actor actor, LedgerEvent event) {
        return new Entry(UUID.randomUUID(), Instant.now(), actor, event.stream(), null, null, null, event);
    }

    /** @param signer whose key it is signed with, rightly */
    private void write(Entry entry, Actor signer) throws Exception {
        byte[] value = EntryCodec.encode(entry);
        write(entry, value, EntrySignature.sign(keys.signer(signer), ledger, value));
    }

    private void write(Entry entry, byte[] value, byte[] signature) throws Exception {
        raw.write(entry.stream().toString(), value, EntrySignature.HEADER, signature);
    }

    private record Found(String kind, String reason) {}

    /** All that was written since is void, and the state is what it was. */
    private List<Found> voids() {
        List<Found> voids = new ArrayList<>();

        try (KafkaLedger fresh = KafkaLedger.open(topic.settings(), (record, outcome, after) -> {
            if (record.number() >= before.entries()) {
                assertThat(outcome).isInstanceOf(Outcome.Voided.class);
                Refusal reason = ((Outcome.Voided) outcome).reason();
                voids.add(new Found(reason.getClass().getSimpleName(), reason.message()));
            }
        })) {
            LedgerState state = fresh.state();
            assertThat(state.authority()).isEqualTo(before.authority());
            assertThat(state.checkpoint()).isEqualTo(before.checkpoint());
            assertThat(state.services()).isEqualTo(before.services());
            assertThat(state.targets()).isEqualTo(before.targets());
            assertThat(state.changes()).isEqualTo(before.changes());
            assertThat(state.rollouts()).isEqualTo(before.rollouts());
            assertThat(state.notes()).isEqualTo(before.notes());
            assertThat(state.revisions()).isEqualTo(before.revisions());
        }
        return voids;
    }

    private void assertVoid(String kind, String reason) {
        assertThat(voids()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(kind);
            assertThat(found.reason()).contains(reason);
        });
    }

    @Test
    void anUnsignedEntryIsVoid() throws Exception {
        Entry entry = entry(ANN, new NoteAdded(StreamId.of(Events.ORDERS), "believe me"));
        raw.write(entry.stream().toString(), EntryCodec.encode(entry));

        assertVoid("Forbidden", "the entry of ann is not signed");
    }

    @Test
    void aForgedActorIsVoid() throws Exception {
        write(entry(ANN, new NoteAdded(StreamId.of(Events.ORDERS), "believe me")), BEN);

        assertVoid("Forbidden", "an entry of ann is signed with the key of ben");
    }

    @Test
    void aKeyThatNobodyEnrolledIsVoid() throws Exception {
        write(entry(EVE, new NoteAdded(StreamId.of(Events.ORDERS), "hello")), EVE);
        write(entry(EVE, enrolled(EVE, "admin")), EVE);

        assertThat(voids()).extracting(Found::kind).containsExactly("Forbidden", "Forbidden");
    }

    @Test
    void aReplayedRecordIsVoid() throws Exception {
        ConsumerRecord<byte[], byte[]> last = raw.records().getLast();
        raw.write(
                new String(last.key(), StandardCharsets.UTF_8),
                last.value(),
                EntrySignature.HEADER,
                last.headers().lastHeader(EntrySignature.HEADER).value());

        assertVoid("Duplicate", "is in the ledger already");
    }

    @Test
    void anAlteredEntryIsVoid() throws Exception {
        Entry entry = entry(BEN, new NoteAdded(StreamId.of(Events.ORDERS), "fine"));
        byte[] value = EntryCodec.encode(entry);
        byte[] signature = EntrySignature.sign(keys.signer(BEN), ledger, value);
        write(
                entry,
                new String(value, StandardCharsets.ISO_8859_1)
                        .replace("fine", "evil")
                        .getBytes(StandardCharsets.ISO_8859_1),
                signature);

        assertVoid("Forbidden", "the signature of ben is wrong");
    }

    @Test
    void anEntryOfAnotherLedgerIsVoid() throws Exception {
        Entry entry = entry(BEN, new NoteAdded(StreamId.of(Events.ORDERS), "fine"));
        byte[] value = EntryCodec.encode(entry);
        write(entry, value, EntrySignature.sign(keys.signer(BEN), UUID.randomUUID(), value));

        assertVoid("Forbidden", "the signature of ben is wrong");
    }

    @Test
    void anApprovalByTheAuthorIsVoid() throws Exception {
        write(entry(ANN, Events.approval(PROPOSAL.event())), ANN);

        assertVoid("NotAllowed", "an author's own approval doesn't count");
    }

    @Test
    void anApprovalOfAnotherDigestIsVoid() throws Exception {
        write(entry(BEN, new ChangeApproved(PROPOSAL.change(), Digest.of(new byte[] {1}), "")), BEN);

        assertVoid("NotAllowed", "is for other content");
    }

    @Test
    void aReportForAForeignTargetIsVoid() throws Exception {
        UUID order = UUID.randomUUID();
        Digest digest = PROPOSAL.event().content().digest();
        write(
                entry(
                        AGENT,
                        new StepStarted(Events.US, PROPOSAL.change(), order, digest, Direction.FORWARD, 1, 1, "evil")),
                AGENT);
        write(entry(AGENT, new ChangeApplied(Events.US, PROPOSAL.change(), order, digest, 1, 1)), AGENT);

        assertThat(voids())
                .extracting(Found::kind, Found::reason)
                .containsExactly(
                        tuple("Forbidden", "agent:orders@eu may not write StepStarted in target:orders@us"),
                        tuple("Forbidden", "agent:orders@eu may not write ChangeApplied in target:orders@us"));
    }

    @Test
    void aCheckpointByTheWrongKeyIsVoid() throws Exception {
        write(entry(BEN, new CheckpointSigned(3, Digest.of(new byte[0]), "note")), BEN);

        assertVoid("Forbidden", "ben may not write CheckpointSigned");
    }

    @Test
    void anAgentRevokesNobody() throws Exception {
        write(entry(AGENT, new KeyRevoked(keys.signer(ANN).publicKey(), "mine now")), AGENT);

        assertVoid("Forbidden", "may not write KeyRevoked");
    }

    /** The fold goes by the broker's clock, so a writer's is a remark; but it must not break anything. */
    @Test
    void aClockOutOfAllReasonChangesNothing() throws Exception {
        for (Instant at :
                List.of(Instant.ofEpochSecond(-9_000_000_000L), Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"))) {
            Entry entry = entry(ANN, Events.approval(PROPOSAL.event()));
            write(new Entry(entry.id(), at, ANN, entry.stream(), null, null, null, entry.event()), ANN);
        }

        assertThat(voids()).hasSize(3).extracting(Found::kind).containsOnly("NotAllowed");
    }

    @Test
    void oversizedAndGarbageRecordsAreVoid() throws Exception {
        byte[] large = new byte[6 * 1024 * 1024];
        raw.writeCompressed("service:orders", large);
        raw.write("service:orders", "{}".getBytes(StandardCharsets.UTF_8));
        raw.write("service:orders", null);
        raw.write("service:orders", new byte[0], EntrySignature.HEADER, new byte[3]);

        assertThat(voids()).hasSize(4).extracting(Found::kind).containsOnly("Invalid");
    }

    @Test
    void aSignatureOfAnUnknownFormIsVoid() throws Exception {
        Entry entry = entry(BEN, new NoteAdded(StreamId.of(Events.ORDERS), "fine"));
        write(entry, EntryCodec.encode(entry), new byte[] {2, 1, 0});

        assertVoid("Forbidden", "a form that nobody knows");
    }
}
