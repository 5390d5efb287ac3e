package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.Decision;
import dev.quipu.ledger.decide.ProposeChange;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmitTest {

    private static final StreamId STREAM = StreamId.of(Events.ORDERS);

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    private final KafkaLedger ledger = topic.initialise();

    @BeforeEach
    void registerService() {
        ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), ""));
    }

    @Test
    void isReadBackAtOnce() {
        Reply<String> reply = ledger.submit(LedgerSpec.ANN, note("remark"));

        assertThat(Replies.entries(reply)).hasSize(1);
        assertThat(ledger.state().notesOn(STREAM)).hasSize(1);
    }

    @Test
    void takesABatchWhoseCommandsBuildOnEachOther() {
        List<ProposeChange> proposals = IntStream.rangeClosed(1, 500)
                .mapToObj(number -> number == 1
                        ? Proposal.of("orders/1")
                        : Proposal.of("orders/" + number).requires("orders/" + (number - 1)))
                .map(proposal -> new ProposeChange(proposal.event()))
                .toList();

        List<Reply<ProposeChange.Reply>> replies = ledger.submit(LedgerSpec.ANN, proposals);

        assertThat(replies).hasSize(500).allSatisfy(reply -> assertThat(reply).isInstanceOf(Reply.Done.class));
        assertThat(ledger.state().changes()).hasSize(500);
        assertThat(ledger.state().voids()).isZero();
        assertThat(ledger.submit(LedgerSpec.ANN, proposals)).allSatisfy(reply -> assertThat(reply)
                .isEqualTo(new Reply.Done<>(ProposeChange.Reply.UNCHANGED, List.of())));
    }

    @Test
    void repliesInTheOrderOfTheCommands() {
        List<Reply<String>> replies = ledger.submit(
                LedgerSpec.ANN, List.of(note("one"), Command.of(Events.service("orders"), "again"), note("two")));

        assertThat(replies.get(0)).isInstanceOf(Reply.Done.class);
        assertThat(replies.get(1)).isInstanceOf(Reply.Refused.class);
        assertThat(replies.get(2)).isInstanceOf(Reply.Done.class);
        assertThat(ledger.state().voids()).isZero();
    }

    @Test
    void decidesAgainWhenAnotherWriterWasFaster() {
        KafkaLedger other = topic.open();
        CompletableFuture<Void> rival = CompletableFuture.runAsync(
                () -> IntStream.range(0, 40).forEach(i -> other.submit(LedgerSpec.ANN, note("theirs " + i))));
        for (int i = 0; i < 40; i++) {
            assertThat(ledger.submit(LedgerSpec.ANN, note("ours " + i))).isInstanceOf(Reply.Done.class);
        }
        rival.join();

        ledger.submit(LedgerSpec.ANN, note("last"));
        assertThat(ledger.state().notesOn(STREAM)).hasSize(81);
    }

    @Test
    void namesTheWinnerThatStandsAndNotOneOfItsOwnThatWasVoid() {
        KafkaLedger rival = topic.open();
        ChangeId one = ChangeId.parse("orders/1");
        AtomicBoolean raced = new AtomicBoolean();
        Command<ProposeChange.Reply> loser = state -> {
            Decision<ProposeChange.Reply> decision = propose("ours").decide(state);
            if (!raced.getAndSet(true)) {
                rival.submit(LedgerSpec.ANN, propose("theirs"));
            }
            return decision;
        };

        List<Reply<ProposeChange.Reply>> replies = ledger.submit(LedgerSpec.ANN, List.of(loser, propose("also ours")));

        UUID winner = Objects.requireNonNull(rival.state().change(one))
                .proposal()
                .stamp()
                .id();
        assertThat(replies).map(Replies::refusal).allSatisfy(reason -> assertThat(reason)
                .isInstanceOfSatisfying(Refusal.Conflict.class, conflict -> assertThat(conflict.winner())
                        .isEqualTo(winner)));
    }

    @Test
    void countsAnEntryThatIsSentTwiceOnce() {
        Entry entry = entry("sent twice");

        assertThat(ledger.append(entry).join()).isInstanceOf(Outcome.Accepted.class);
        assertThat(ledger.append(entry).join())
                .isInstanceOfSatisfying(Outcome.Voided.class, voided -> assertThat(voided.reason())
                        .isEqualTo(new Refusal.Duplicate(entry.id())));
        assertThat(ledger.state().notesOn(STREAM)).hasSize(1);
    }

    @Test
    void refusesAnEntryThatIsTooLargeBeforeItIsSent() {
        String large = "x".repeat(4 * 1024 * 1024);
        long before = ledger.state().entries();

        assertThat(ledger.append(entry(large)).join())
                .isInstanceOfSatisfying(Outcome.Voided.class, voided -> assertThat(
                                voided.reason().message())
                        .contains("is larger than the limit of 4194304"));
        assertThat(ledger.submit(LedgerSpec.ANN, note(large))).isInstanceOf(Reply.Refused.class);
        assertThat(new RawTopic(topic.settings()).records()).hasSize((int) before);
    }

    @Test
    void takesTheLargestEntry() {
        String large = "x".repeat(4 * 1024 * 1024 - 200);

        assertThat(ledger.submit(LedgerSpec.ANN, note(large))).isInstanceOf(Reply.Done.class);
    }

    private static ProposeChange propose(String text) {
        return new ProposeChange(Proposal.of("orders/1").text(text).event());
    }

    private static Command<String> note(String text) {
        return Command.of(new NoteAdded(STREAM, text), text);
    }

    private static Entry entry(String text) {
        return new Entry(
                UUID.nameUUIDFromBytes(text.substring(0, 4).getBytes(StandardCharsets.UTF_8)),
                Instant.EPOCH,
                LedgerSpec.ANN,
                STREAM,
                null,
                null,
                null,
                new NoteAdded(STREAM, text));
    }
}
