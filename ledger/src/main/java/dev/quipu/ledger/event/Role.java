package dev.quipu.ledger.event;

/** What somebody may do. */
public enum Role {
    /** Proposes changes, and withdraws them. */
    AUTHOR,
    /** Approves changes, and rejects them. */
    APPROVER,
    /** Registers services and targets, and orders what happens on them. */
    OPERATOR,
    /** Reports what it did on targets. */
    AGENT,
    /** Ends rollouts. */
    CONDUCTOR,
    /** Signs checkpoints. */
    NOTARY,
    /** Reviews what was done in an emergency. */
    AUDITOR,
    /** Enrols keys, revokes them and sets the policy. */
    ADMIN
}
