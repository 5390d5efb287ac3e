package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.Frontier;
import dev.quipu.ledger.proof.LedgerOrigin;
import dev.quipu.ledger.proof.SignedNote;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A checkpoint counts only with the note that its notary should have signed. */
class CheckpointNotesTest {

    private final TestKeys keys = new TestKeys();

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic(keys);

    private UUID ledger = new UUID(0, 0);
    private Digest root = Digest.of(new byte[0]);

    @BeforeEach
    void foundALedgerOfTwoEntries() throws InterruptedException {
        KafkaLedger open = topic.initialise();
        open.submit(
                LedgerSpec.ANN,
                Command.of(
                        new KeyEnrolled(
                                Actor.NOTARY.id(),
                                Actor.NOTARY.kind(),
                                keys.signer(Actor.NOTARY).publicKey(),
                                List.of(Grant.everywhere(Role.NOTARY)),
                                null),
                        ""));
        ledger = Objects.requireNonNull(open.state().id());
        Frontier tree = Frontier.empty();
        try (LogLeaves log = LogLeaves.open(topic.settings())) {
            while (!log.hasAll()) {
                for (LoggedLeaf leaf : log.next(Duration.ofSeconds(1))) {
                    tree = tree.append(leaf.hash());
                }
            }
        }
        root = tree.root();
        assertThat(tree.size()).isEqualTo(2);
    }

    private SignedNote note(UUID of, long size, Digest digest, Actor signer) {
        return new Checkpoint(LedgerOrigin.of(of), size, digest).sign(LedgerOrigin.signer(of, keys.signer(signer)));
    }

    private Outcome write(long size, Digest digest, String note) {
        CheckpointSigned event = new CheckpointSigned(size, digest, note);
        return topic.open()
                .append(new Entry(
                        UUID.randomUUID(), Instant.now(), Actor.NOTARY, event.stream(), null, null, null, event))
                .join();
    }

    private void assertFlawed(SignedNote note, String reason) {
        assertThat(write(2, root, note.toString())).isInstanceOfSatisfying(Outcome.Voided.class, voided -> assertThat(
                        voided.reason().message())
                .startsWith("the note of a checkpoint of 2 entries is none: ")
                .contains(reason));
        assertThat(topic.open().state().authority().dispute()).isNull();
        assertThat(topic.open().state().checkpoint()).isNull();
    }

    @Test
    void theRightOneCounts() {
        String note = note(ledger, 2, root, Actor.NOTARY).toString();

        assertThat(write(2, root, note)).isInstanceOf(Outcome.Accepted.class);
        assertThat(topic.open().state().checkpoint()).isNotNull().satisfies(newest -> assertThat(newest.note())
                .isEqualTo(note));
    }

    @Test
    void anotherSizeIsVoid() {
        assertFlawed(note(ledger, 1, root, Actor.NOTARY), "the note is of 1 entries");
    }

    @Test
    void anotherRootIsVoid() {
        assertFlawed(note(ledger, 2, Digest.of(new byte[] {1}), Actor.NOTARY), "has another root");
    }

    @Test
    void anotherLedgerIsVoid() {
        assertFlawed(note(UUID.randomUUID(), 2, root, Actor.NOTARY), "no known key signed it");
    }

    @Test
    void anotherKeyIsVoid() {
        assertFlawed(note(ledger, 2, root, LedgerSpec.ANN), "no known key signed it");
    }

    @Test
    void moreLinesAreVoid() {
        String text = new Checkpoint(LedgerOrigin.of(ledger), 2, root).text() + "and by the way\n";

        assertFlawed(SignedNote.sign(text, LedgerOrigin.signer(ledger, keys.signer(Actor.NOTARY))), "or more lines");
    }

    @Test
    void whatIsNoNoteIsVoidWhateverItIs() {
        for (String note :
                List.of("", "\n", "note", "a\n\n\u2014 b c\n", "\ud800", "\u2014 x AAAAAAAA\n".repeat(101))) {
            assertThat(write(2, root, note)).isInstanceOf(Outcome.Voided.class);
        }
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 3_000}) {
            assertThat(write(size, root, "note")).isInstanceOf(Outcome.Voided.class);
        }
        assertThat(topic.open().state().authority().dispute()).isNull();
    }
}
