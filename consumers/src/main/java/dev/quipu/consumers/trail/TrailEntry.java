package dev.quipu.consumers.trail;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.kafka.LoggedRecord;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.schemas.Decoded;
import org.jspecify.annotations.Nullable;

/**
 * One record of the log, and what became of it.
 *
 * @param topic the ledger's
 * @param ledger the ledger's id, or null before it has one
 */
public record TrailEntry(String topic, @Nullable String ledger, LoggedRecord logged, Outcome outcome) {

    /** What stands for the event of a record that is no entry. */
    static final String NO_ENTRY = "NoEntry";

    /** What a fold tells of a record. */
    public static TrailEntry of(String topic, LoggedRecord logged, Outcome outcome, LedgerState after) {
        return new TrailEntry(topic, after.id() == null ? null : after.id().toString(), logged, outcome);
    }

    /** The record's place in the log, dense from 0. */
    public long number() {
        return logged.number();
    }

    /** Where it comes from: a path with the ledger's id. */
    public String source() {
        return "/quipu/" + (ledger == null ? topic : ledger);
    }

    /**
     * Unique within {@link #source}: the entry's id if it counts. A void record has one of its own, whatever id it
     * claims: else somebody could have an entry to come taken for a duplicate.
     */
    public String id() {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted.stamp().id().toString();
            case Outcome.Voided voided -> "void-" + number();
        };
    }

    /** Whether it changes nothing. */
    public boolean isVoid() {
        return outcome instanceof Outcome.Voided;
    }

    /** The entry, or null if the record is none. */
    public @Nullable Entry entry() {
        return logged.content() instanceof Decoded.Value<Entry>(Entry entry) ? entry : null;
    }

    /** The event's name. */
    public String event() {
        Entry entry = entry();
        return entry == null ? NO_ENTRY : entry.event().getClass().getSimpleName();
    }
}
