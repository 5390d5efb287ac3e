package dev.quipu.ledger.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.Decision;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in memory on which tests say what was, what is done, and what comes of it. Entry {@code n} has the id that
 * {@link #id(long)} gives. Immutable.
 *
 * @param state the state so far
 */
public record LedgerSpec(LedgerState state) {

    /** Who acts in all tests. */
    public static final Actor ANN = new Actor("ann", ActorKind.HUMAN);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** A new ledger in which these events are accepted. */
    public static LedgerSpec given(LedgerEvent... events) {
        return new LedgerSpec(LedgerState.empty())
                .and(new LedgerOpened("test", Fold.RULES))
                .and(events);
    }

    /** And these events are accepted too. */
    public LedgerSpec and(LedgerEvent... events) {
        LedgerSpec spec = this;
        for (LedgerEvent event : events) {
            spec = spec.whenReported(event).accepted();
        }
        return spec;
    }

    /** A person wants something. */
    public <R> Decided<R> when(Command<R> command) {
        return switch (command.decide(state)) {
            case Decision.Refused<R>(Refusal reason) -> new Decided<>(this, List.of(), null, reason);
            case Decision.Events<R>(List<LedgerEvent> events, R reply) -> append(events, reply);
        };
    }

    private <R> Decided<R> append(List<LedgerEvent> events, R reply) {
        LedgerState after = state;
        for (LedgerEvent event : events) {
            Entry entry = entry(after, event, after.revision(event.stream()));
            Folded folded = Fold.fold(after, entry, at(after));
            if (folded.outcome() instanceof Outcome.Voided(long number, Refusal reason)) {
                return new Decided<>(this, List.of(), null, reason);
            }
            after = folded.state();
        }
        return new Decided<>(new LedgerSpec(after), events, reply, null);
    }

    /** Somebody states a fact. */
    public Reported whenReported(LedgerEvent event) {
        return whenAppended(entry(state, event, null));
    }

    /** This entry comes in the log. */
    public Reported whenAppended(Entry entry) {
        Folded folded = Fold.fold(state, entry, at(state));
        return new Reported(this, new LedgerSpec(folded.state()), folded.outcome());
    }

    /** The id of entry {@code number}. */
    public static UUID id(long number) {
        return new UUID(0, number);
    }

    /** The id of the newest entry. */
    public UUID lastId() {
        return id(state.entries() - 1);
    }

    /** An entry that would be next. */
    public Entry next(LedgerEvent event, @Nullable Long expectedRevision) {
        return entry(state, event, expectedRevision);
    }

    private static Entry entry(LedgerState state, LedgerEvent event, @Nullable Long expectedRevision) {
        return new Entry(id(state.entries()), at(state), ANN, event.stream(), expectedRevision, null, null, event);
    }

    private static Instant at(LedgerState state) {
        return START.plusSeconds(state.entries());
    }

    static void assertHelpful(Refusal reason) {
        assertThat(reason.message()).isNotBlank().doesNotEndWith(".");
        assertThat(reason.nextStep()).isNotBlank();
    }
}
