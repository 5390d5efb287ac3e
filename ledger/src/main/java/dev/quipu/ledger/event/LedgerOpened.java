package dev.quipu.ledger.event;

import org.jspecify.annotations.Nullable;

/**
 * Genesis.
 *
 * @param rules version of the rules by which this ledger is folded; a reader that knows only older ones stops
 * @param founder whose key signs this entry and enrols the others, or null for a ledger without identities
 */
public record LedgerOpened(String name, int rules, @Nullable Founder founder) implements LedgerEvent {

    /** A ledger without identities. */
    public LedgerOpened(String name, int rules) {
        this(name, rules, null);
    }

    @Override
    public StreamId stream() {
        return StreamId.LEDGER;
    }
}
