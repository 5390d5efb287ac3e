package dev.quipu.ledger.event;

/**
 * Who opened a ledger, and has all roles of a person in it.
 *
 * @param actor the founder's id
 */
public record Founder(String actor, PublicKey key) {}
