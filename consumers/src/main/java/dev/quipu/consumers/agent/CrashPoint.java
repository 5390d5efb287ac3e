package dev.quipu.consumers.agent;

/** Places where tests end the process, to see that nothing is done twice and nothing is lost. */
enum CrashPoint {
    /** The ledger has accepted the claim of a step; the database knows nothing. */
    CLAIMED,
    /** The script has run in its transaction, which is not committed. */
    SCRIPT_RUN,
    /** Everything is written and not committed. */
    BEFORE_COMMIT,
    /** The step, its history row and its report are committed. */
    COMMITTED,
    /** The journal says that a statement outside a transaction begins. */
    JOURNAL_STARTED,
    /** The statement outside a transaction has run; the journal doesn't say so. */
    STATEMENT_RUN,
    /** The journal says that the statement is done. */
    JOURNAL_DONE,
    /** A batch of a backfill has run in its transaction, which is not committed. */
    BATCH_RUN,
    /** A batch and its checkpoint are committed. */
    BATCH_COMMITTED,
    /** A failure is written down and not reported. */
    FAILURE_NOTED,
    /** The ledger has accepted the reports; the outbox still has them. */
    REPORTED
}
