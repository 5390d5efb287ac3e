package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.state.LedgerState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry that counts.
 *
 * @param number its place in the log
 * @param at the broker's time
 * @param signedBy fingerprint of the key, or null
 * @param after the state after it
 */
record Fact(long number, Instant at, Entry entry, @Nullable String signedBy, LedgerState after) {

    /** Begins a row with the columns that most tables begin with: entry, logged_at, actor. */
    TableRows begin(TableRows rows) {
        return rows.begin().number(number).time(at).text(entry.actor().id());
    }
}
