package dev.quipu.ledger.arbitration;

import static dev.quipu.ledger.spec.Events.ORDERS;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.service;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ArbitrationTest {

    private static final StreamId STREAM = StreamId.of(ORDERS);

    @Test
    void anEntryCountsOnce() {
        LedgerSpec ledger = given();
        Entry entry = ledger.next(service("orders"), 0L);
        LedgerSpec after = ledger.whenAppended(entry).accepted();

        Refusal reason = after.whenAppended(entry).voided("is in the ledger already");

        assertThat(reason).isEqualTo(new Refusal.Duplicate(entry.id()));
    }

    @Test
    void theIdOfAVoidEntryIsUsedUp() {
        LedgerSpec ledger = given();
        Entry stale = ledger.next(service("orders"), 7L);
        LedgerSpec after = ledger.whenAppended(stale).after();
        Entry sameId = new Entry(stale.id(), stale.at(), stale.actor(), STREAM, 0L, null, null, service("orders"));

        after.whenAppended(sameId).voided("is in the ledger already");
    }

    @Test
    void aStaleRevisionIsVoid() {
        LedgerSpec ledger = given(service("orders"));
        Entry entry = ledger.next(new NoteAdded(STREAM, "remark"), 0L);

        assertThat(ledger.whenAppended(entry).voided("service:orders was at revision 1, not 0"))
                .isEqualTo(new Refusal.Stale(STREAM, 0, 1));
    }

    @Test
    void anEventInAnotherStreamIsVoid() {
        LedgerSpec ledger = given();
        Entry entry = ledger.next(service("orders"), null);
        Entry misplaced =
                new Entry(entry.id(), entry.at(), entry.actor(), StreamId.LEDGER, null, null, null, entry.event());

        ledger.whenAppended(misplaced).voided("an event of service:orders came in stream ledger");
    }

    @Test
    void nothingCountsBeforeTheLedgerIsOpened() {
        LedgerSpec empty = new LedgerSpec(LedgerState.empty());

        empty.whenReported(service("orders")).voided("the ledger is not initialised");
        empty.whenReported(new LedgerOpened("x", 0)).voided("rules");
        empty.whenReported(new LedgerOpened("x", Fold.RULES)).accepted();
    }

    @Test
    void aLedgerIsOpenedOnce() {
        given().when(Command.of(new LedgerOpened("again", Fold.RULES), ""))
                .refused(Refusal.NotAllowed.class, "the ledger is initialised already");
    }

    @Test
    void aRecordThatIsNoEntryIsCountedAndVoid() {
        LedgerState before = given(orders()).state();
        Instant at = Instant.parse("2026-02-01T00:00:00Z");

        Folded folded = Fold.foldGarbage(before, "no entry", at);

        assertThat(folded.outcome()).isInstanceOfSatisfying(Outcome.Voided.class, voided -> {
            assertThat(voided.number()).isEqualTo(before.entries());
            assertThat(voided.reason().message()).isEqualTo("no entry");
        });
        assertThat(folded.state().entries()).isEqualTo(before.entries() + 1);
        assertThat(folded.state().lastAt()).isEqualTo(at);
        assertThat(folded.state().services()).isEqualTo(before.services());
    }

    @Test
    void notesAreKeptInOrderOnWhatIsThere() {
        LedgerSpec after = given(service("orders"), new NoteAdded(STREAM, "one"), new NoteAdded(STREAM, "two"));

        assertThat(Objects.requireNonNull(after.state().notes().get(STREAM)))
                .extracting(note -> note.text())
                .containsExactly("one", "two");
        assertThat(after.state().revision(STREAM)).isEqualTo(3);
        after.whenReported(new NoteAdded(new StreamId("service:none"), "?")).voided("there is no service:none");
        after.whenReported(new NoteAdded(StreamId.LEDGER, "on the ledger itself"))
                .accepted();
    }
}
