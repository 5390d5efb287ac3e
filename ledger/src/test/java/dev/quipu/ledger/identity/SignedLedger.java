package dev.quipu.ledger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Founder;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.state.Evidence;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A ledger with identities, in memory. Immutable. */
record SignedLedger(LedgerState state) {

    static final Actor ANN = new Actor("ann", ActorKind.HUMAN);
    static final Actor BEN = new Actor("ben", ActorKind.HUMAN);
    static final Actor AGENT = new Actor("agent:orders@eu", ActorKind.AGENT);
    static final Actor NOTARY = new Actor("notary", ActorKind.CONDUCTOR);

    /** Ann's ledger with service orders and two targets. */
    static SignedLedger founded() {
        return new SignedLedger(LedgerState.empty())
                .by(ANN, new LedgerOpened("test", Fold.RULES, new Founder("ann", key(ANN))))
                .by(ANN, Events.orders());
    }

    /** The key of each actor. */
    static PublicKey key(Actor actor) {
        return PublicKey.ofBytes(
                Digest.of(actor.id().getBytes(StandardCharsets.UTF_8)).toBytes());
    }

    static KeyEnrolled enrolled(Actor actor, String... grants) {
        return new KeyEnrolled(
                actor.id(),
                actor.kind(),
                key(actor),
                Stream.of(grants).map(Grant::parse).toList(),
                null);
    }

    /** And these events of {@code actor} count. */
    SignedLedger by(Actor actor, LedgerEvent... events) {
        SignedLedger ledger = this;
        for (LedgerEvent event : events) {
            Folded folded = ledger.when(actor, event);
            assertThat(folded.outcome()).isInstanceOf(Outcome.Accepted.class);
            ledger = new SignedLedger(folded.state());
        }
        return ledger;
    }

    /** What becomes of an event of {@code actor}, rightly signed. */
    Folded when(Actor actor, LedgerEvent event) {
        return when(actor, event, new Signature.By(key(actor)));
    }

    Folded when(Actor actor, LedgerEvent event, Signature signature) {
        return when(entry(actor, event), new Evidence(signature, null));
    }

    Folded when(Entry entry, Evidence evidence) {
        return Fold.fold(state, entry, entry.at(), evidence);
    }

    Entry entry(Actor actor, LedgerEvent event) {
        return new Entry(
                new UUID(7, state.entries()),
                Instant.ofEpochSecond(state.entries()),
                actor,
                event.stream(),
                null,
                null,
                null,
                event);
    }

    /** It is void for this reason, and changed nothing but the count. */
    Refusal refuses(Actor actor, LedgerEvent event, String message) {
        return refused(when(actor, event), message);
    }

    Refusal refused(Folded folded, String message) {
        assertThat(folded.outcome()).isInstanceOf(Outcome.Voided.class);
        Refusal reason = ((Outcome.Voided) folded.outcome()).reason();
        assertThat(reason.message()).contains(message).doesNotEndWith(".");
        assertThat(reason.nextStep()).isNotBlank();
        LedgerState after = folded.state();
        assertThat(List.of(
                        after.authority(),
                        after.services(),
                        after.targets(),
                        after.changes(),
                        after.rollouts(),
                        after.revisions(),
                        after.notes(),
                        after.declared()))
                .isEqualTo(List.of(
                        state.authority(),
                        state.services(),
                        state.targets(),
                        state.changes(),
                        state.rollouts(),
                        state.revisions(),
                        state.notes(),
                        state.declared()));
        return reason;
    }
}
