package dev.quipu.ledger.event;

/** The kinds of actors. */
public enum ActorKind {
    /** A person at a shell. */
    HUMAN,
    /** The consumer that applies changes to targets. */
    AGENT,
    /** A consumer that works for the ledger as a whole: ends rollouts, signs checkpoints. */
    CONDUCTOR
}
