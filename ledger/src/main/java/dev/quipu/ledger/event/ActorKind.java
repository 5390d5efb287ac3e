package dev.quipu.ledger.event;

/** The kinds of actors. */
public enum ActorKind {
    /** A person at a shell. */
    HUMAN,
    /** The consumer that applies changes to targets. */
    AGENT,
    /** The consumer that moves rollouts. */
    CONDUCTOR,
    /** The consumer that signs checkpoints. */
    NOTARY
}
