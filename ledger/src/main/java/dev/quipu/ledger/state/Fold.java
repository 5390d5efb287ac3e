package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeEvent;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.IdentityEvent;
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
     * <p>An entry that is not its actor's does not use up its id: else whoever can guess the id of an entry to come, as
     * agents' ids can be, could keep it out.
     *
     * @param at the broker's time of the record
     */
    public static Folded fold(LedgerState state, Entry entry, Instant at, Evidence evidence) {
        Refusal forbidden = AuthorityRules.refuse(state, entry, evidence.signature());
        if (forbidden != null) {
            return voided(state, forbidden, at, null);
        }
        long revision = state.revision(entry.stream());
        Refusal refusal = arbitrate(state, entry, revision);
        if (refusal != null) {
            return voided(state, refusal, at, entry.id());
        }
        Stamp stamp = new Stamp(entry.id(), state.entries(), at, entry.actor());
        return switch (apply(state, stamp, entry.event(), evidence)) {
            case Ruling.Legal(LedgerState next) -> {
                LedgerState accepted = next.accepted(entry, stamp, revision + 1);
                yield new Folded(accepted, new Outcome.Accepted(stamp, revision + 1));
            }
            case Ruling.Illegal(Refusal reason) -> voided(state, reason, at, entry.id());
            case Ruling.Disputed(LedgerState next, Refusal reason) -> voided(next, reason, at, entry.id());
        };
    }

    /** The state after an entry of which a reader knows nothing but what it says. */
    public static Folded fold(LedgerState state, Entry entry, Instant at) {
        return fold(state, entry, at, Evidence.NONE);
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

    private static Ruling apply(LedgerState state, Stamp stamp, LedgerEvent event, Evidence evidence) {
        if (state.opened() == null && !(event instanceof LedgerOpened)) {
            return Ruling.notAllowed("the ledger is not initialised", "Run: quipu ledger init");
        }
        return switch (event) {
            case LedgerOpened opened -> open(state, stamp, opened);
            case IdentityEvent identity -> IdentityRules.apply(state, stamp, identity);
            case CheckpointSigned checkpoint -> CheckpointRules.apply(state, stamp, checkpoint, evidence);
            case ServiceEvent.ServiceRegistered registered -> ServiceRules.apply(state, stamp, registered);
            case TargetEvent target -> TargetRules.apply(state, stamp, target);
            case ChangeEvent change -> ChangeRules.apply(state, stamp, change);
            case RolloutEvent rollout -> RolloutRules.apply(state, stamp, rollout);
            case ReportEvent report -> ReportRules.apply(state, stamp, report);
            case NoteAdded note -> note(state, stamp, note);
            case SchemaDeclared declared -> SchemaRules.apply(state, declared);
        };
    }

    private static Ruling open(LedgerState state, Stamp stamp, LedgerOpened event) {
        if (event.rules() < 1) {
            return Ruling.invalid("there are no rules %d".formatted(event.rules()), "Run: quipu ledger init");
        }
        Authority authority =
                event.founder() == null ? state.authority() : AuthorityRules.found(event.founder(), stamp);
        return state.opened() == null
                ? new Ruling.Legal(state.withOpened(event, stamp.id(), authority))
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
