package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.Verdict.Exceeded;
import dev.quipu.ledger.state.Work;

/**
 * Why a step or a change can't go on.
 *
 * @param code SQLSTATE, or a word of Quipu's
 * @param message without row data
 */
record Failure(String code, String message) {

    /** The approved content can't be read, or says something else than its proposal. */
    static Failure content(String message) {
        return new Failure("content", message);
    }

    /** The database's own history and the ledger disagree. */
    static Failure history(String message) {
        return new Failure("history", message);
    }

    /** A verify step did not get the answer it expects. */
    static Failure verify(String message) {
        return new Failure("verify", message);
    }

    /** An index is there and serves no query. */
    static Failure invalidIndex(String message) {
        return new Failure("invalid-index", message);
    }

    /** The connection broke again and again while the step ran. */
    static Failure connection(String message) {
        return new Failure("connection", message);
    }

    /** An operator wants the step to end. */
    static Failure aborted(Work.Aborting aborting) {
        return new Failure(
                "aborted",
                "aborted by %s: %s".formatted(aborting.stamp().actor().id(), aborting.reason()));
    }

    /** A limit was exceeded at which the change is to end. */
    static Failure limit(Exceeded exceeded) {
        return new Failure(exceeded.signal(), "ended since " + exceeded.text());
    }

    /** Nobody can tell whether a statement took effect. */
    static Failure undecidable(String message) {
        return new Failure("undecidable", message);
    }

    /** Something would be destroyed without a copy, or the copy can't be made. */
    static Failure backup(String message) {
        return new Failure("backup", message);
    }

    /** A schema is not registered. */
    static Failure subject(String message) {
        return new Failure("subject", message);
    }
}
