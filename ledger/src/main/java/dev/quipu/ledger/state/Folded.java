package dev.quipu.ledger.state;

/** A state, and what became of the entry that led to it. */
public record Folded(LedgerState state, Outcome outcome) {}
