package dev.quipu.ledger.state;

/** A remark. */
public record Note(Stamp stamp, String text) {}
