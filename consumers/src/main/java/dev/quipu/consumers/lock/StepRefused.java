package dev.quipu.consumers.lock;

import java.sql.SQLException;

/** A step is not run, or not tried again; none of its statements in question had an effect. */
public final class StepRefused extends SQLException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final String why;

    private StepRefused(String code, String why) {
        super(why);
        this.code = code;
        this.why = why;
    }

    /** A lock was not to be had in time. */
    static StepRefused noLock(String message) {
        return new StepRefused("lock-timeout", message);
    }

    /** An operator has aborted the step. */
    static StepRefused aborted(String message) {
        return new StepRefused("aborted", message);
    }

    /** The database doesn't go by the limits. */
    static StepRefused noLimits(String message) {
        return new StepRefused("timeouts", message);
    }

    /** What happened, and what to do about it; without row data. */
    public String why() {
        return why;
    }

    /** A word for the kind of failure, as it stands in the ledger. */
    public String code() {
        return code;
    }
}
