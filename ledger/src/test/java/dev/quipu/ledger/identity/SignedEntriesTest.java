package dev.quipu.ledger.identity;

import static dev.quipu.ledger.identity.SignedLedger.AGENT;
import static dev.quipu.ledger.identity.SignedLedger.ANN;
import static dev.quipu.ledger.identity.SignedLedger.BEN;
import static dev.quipu.ledger.identity.SignedLedger.enrolled;
import static dev.quipu.ledger.identity.SignedLedger.founded;
import static dev.quipu.ledger.identity.SignedLedger.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Founder;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.IdentityEvent.KeyRevoked;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.Evidence;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An entry counts only if it is its actor's. */
class SignedEntriesTest {

    private static final NoteAdded NOTE = new NoteAdded(StreamId.of(Events.ORDERS), "look");

    private final SignedLedger ledger = founded();

    @Test
    void theFounderHasAllRolesOfAPerson() {
        ledger.by(ANN, Events.approved("orders/1")).by(ANN, enrolled(BEN, "author"));
    }

    @Test
    void nobodyFoundsALedgerInAnothersName() {
        SignedLedger empty = new SignedLedger(LedgerState.empty());
        LedgerOpened opened = new LedgerOpened("test", 1, new Founder("ann", key(ANN)));

        empty.refused(empty.when(ANN, opened, Signature.MISSING), "first key");
        empty.refused(empty.when(ANN, opened, new Signature.By(key(BEN))), "first key");
        empty.refused(empty.when(BEN, opened, new Signature.By(key(ANN))), "first key");
    }

    @Test
    void whatIsNotSignedIsVoid() {
        assertThat(ledger.refused(ledger.when(ANN, NOTE, Signature.MISSING), "not signed"))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void whatIsSignedWronglyIsVoid() {
        ledger.refused(ledger.when(ANN, NOTE, new Signature.Wrong("altered")), "altered");
    }

    @Test
    void anUnknownKeySignsNothing() {
        ledger.refuses(BEN, NOTE, "is not enrolled");
    }

    @Test
    void aKeySignsForItsOwnActorOnly() {
        SignedLedger both = ledger.by(ANN, enrolled(BEN, "author"));

        both.refused(both.when(ANN, NOTE, new Signature.By(key(BEN))), "signed with the key of ben");
    }

    @Test
    void aRevokedKeySignsNothingMoreAndWhatItSignedBeforeStands() {
        SignedLedger revoked = ledger.by(ANN, enrolled(BEN, "author"))
                .by(BEN, Proposal.of("orders/1").event())
                .by(ANN, new KeyRevoked(key(BEN), "left"));

        assertThat(revoked.state().changes()).hasSize(1);
        revoked.refuses(BEN, Proposal.of("orders/2").event(), "was revoked by ann");
        revoked.refuses(ANN, enrolled(BEN, "author"), "was revoked");
    }

    @Test
    void everybodyMayRevokeTheOwnKey() {
        ledger.by(ANN, enrolled(BEN, "author")).by(BEN, new KeyRevoked(key(BEN), "lost"));
    }

    /** An agent's ids can be guessed: who has no key must not be able to use them up. */
    @Test
    void aForgedEntryDoesNotUseUpItsId() {
        Entry entry = ledger.entry(ANN, NOTE);
        Folded forged = ledger.when(entry, new Evidence(Signature.MISSING, null));

        assertThat(new SignedLedger(forged.state())
                        .when(entry, new Evidence(new Signature.By(key(ANN)), null))
                        .outcome())
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aReplayedEntryCountsOnce() {
        Entry entry = ledger.entry(ANN, NOTE);
        Evidence signed = new Evidence(new Signature.By(key(ANN)), null);
        SignedLedger once = new SignedLedger(ledger.when(entry, signed).state());

        once.refused(once.when(entry, signed), "is in the ledger already");
    }

    @Test
    void aLedgerWithoutIdentitiesBelievesEveryone() {
        LedgerSpec.given(Events.orders()).whenReported(NOTE).accepted();
    }

    @Test
    void aLedgerWithoutIdentitiesGetsItsFirstKeyFromAnAdministratorToBe() {
        SignedLedger without = new SignedLedger(LedgerSpec.given().state());
        KeyEnrolled first = enrolled(ANN, "admin", "author");

        without.refused(without.when(ANN, first, Signature.MISSING), "first key");
        without.refused(without.when(BEN, first, new Signature.By(key(BEN))), "first key");
        without.refuses(ANN, enrolled(ANN, "author"), "no administrator's");
        SignedLedger founded = without.by(ANN, first);
        founded.refused(founded.when(ANN, NOTE, Signature.MISSING), "not signed");
    }

    @Test
    void theLastAdministratorStays() {
        ledger.refuses(ANN, new KeyRevoked(key(ANN), "tired"), "last key that may enrol");
        ledger.refuses(ANN, enrolled(ANN, "author"), "last key that may enrol");
        ledger.by(ANN, enrolled(BEN, "admin")).by(ANN, new KeyRevoked(key(ANN), "tired"));
    }

    @Test
    void aKeyBelongsToOneActor() {
        ledger.refuses(
                ANN,
                new KeyEnrolled(
                        "eve", AGENT.kind(), key(ANN), enrolled(ANN, "author").grants(), null),
                "is that of");
        ledger.refuses(ANN, new KeyEnrolled("ben", BEN.kind(), key(BEN), List.of(), null), "gets no role");
        ledger.refuses(
                ANN,
                new KeyEnrolled(
                        " ", BEN.kind(), key(BEN), enrolled(BEN, "author").grants(), null),
                "id");
    }
}
