package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeEvent;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.RolloutEvent;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.event.ServiceEvent;
import dev.quipu.ledger.event.TargetEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fold: the one function by which every process reaches the same state. Total, pure, and part of the data format:
 * it decides by the log's order which entries are void (log-order arbitration, docs/decisions/0001).
 */
public final class Fold {

    /** The rules of this build; written into {@link LedgerOpened} and checked when a ledger is read. */
    public static final int RULES = 1;

    private Fold() {}

    /**
     * The state after {@code entry}, which stands at place {@code state.entries()}.
     *
     * @param at the broker's time of the record
     */
    public static Folded fold(LedgerState state, Entry entry, Instant at) {
        long revision = state.revision(entry.stream());
        Refusal refusal = arbitrate(state, entry, revision);
        if (refusal != null) {
            return voided(state, refusal, at, entry.id());
        }
        Stamp stamp = new Stamp(entry.id(), state.entries(), at, entry.actor());
        return switch (apply(state, stamp, entry.event())) {
            case Ruling.Legal(LedgerState next) -> {
                LedgerState accepted = next.accepted(entry, stamp, revision + 1);
                yield new Folded(accepted, new Outcome.Accepted(stamp, revision + 1));
            }
            case Ruling.Illegal(Refusal reason) -> voided(state, reason, at, entry.id());
        };
    }

    /** The state after a record that is no entry. */
    public static Folded foldGarbage(LedgerState state, String reason, Instant at) {
        return voided(state, new Refusal.Invalid(reason, "Find out who else writes to this topic."), at, null);
    }

    private static @Nullable Refusal arbitrate(LedgerState state, Entry entry, long revision) {
        if (state.ids().contains(entry.id())) {
            return new Refusal.Duplicate(entry.id());
        }
        if (!entry.stream().equals(entry.event().stream())) {
            return new Refusal.Invalid(
                    "an event of %s came in stream %s".formatted(entry.event().stream(), entry.stream()),
                    "Write every event to its own stream.");
        }
        Long expected = entry.expectedRevision();
        return expected != null && expected != revision ? new Refusal.Stale(entry.stream(), expected, revision) : null;
    }

    private static Ruling apply(LedgerState state, Stamp stamp, LedgerEvent event) {
        if (state.opened() == null && !(event instanceof LedgerOpened)) {
            return Ruling.notAllowed("the ledger is not initialised", "Run: quipu ledger init");
        }
        return switch (event) {
            case LedgerOpened opened -> open(state, opened);
            case ServiceEvent.ServiceRegistered registered -> ServiceRules.apply(state, stamp, registered);
            case TargetEvent target -> TargetRules.apply(state, stamp, target);
            case ChangeEvent change -> ChangeRules.apply(state, stamp, change);
            case RolloutEvent rollout -> RolloutRules.apply(state, stamp, rollout);
            case ReportEvent report -> ReportRules.apply(state, stamp, report);
            case NoteAdded note -> note(state, stamp, note);
            case SchemaDeclared declared -> SchemaRules.apply(state, declared);
        };
    }

    private static Ruling open(LedgerState state, LedgerOpened event) {
        if (event.rules() < 1) {
            return Ruling.invalid("there are no rules %d".formatted(event.rules()), "Run: quipu ledger init");
        }
        return state.opened() == null
                ? new Ruling.Legal(state.withOpened(event))
                : Ruling.notAllowed("the ledger is initialised already", "Nothing: use it as it is.");
    }

    private static Ruling note(LedgerState state, Stamp stamp, NoteAdded event) {
        return state.revision(event.subject()) == 0
                ? Ruling.unknown("there is no " + event.subject(), "Name something that is in the ledger.")
                : new Ruling.Legal(state.with(event.subject(), new Note(stamp, event.text())));
    }

    private static Folded voided(LedgerState state, Refusal reason, Instant at, @Nullable UUID id) {
        return new Folded(state.voided(at, id), new Outcome.Voided(state.entries(), reason));
    }
}
