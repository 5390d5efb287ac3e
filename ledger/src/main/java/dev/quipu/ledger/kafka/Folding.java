package dev.quipu.ledger.kafka;

import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;

/** Sees every record as it is folded, on the reader's thread. */
@FunctionalInterface
public interface Folding {

    /** Sees nothing. */
    Folding UNOBSERVED = (record, outcome, after) -> {};

    /** One record, what became of it and the state after it. */
    void folded(LoggedRecord record, Outcome outcome, LedgerState after);
}
