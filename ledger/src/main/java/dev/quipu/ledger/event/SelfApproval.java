package dev.quipu.ledger.event;

/** Whether an author's approval of the own change counts. */
public enum SelfApproval {
    /** It is void. */
    NEVER,
    /** It counts as long as nobody else may approve changes of the service. */
    WHILE_ALONE,
    /** It counts. */
    ALWAYS
}
