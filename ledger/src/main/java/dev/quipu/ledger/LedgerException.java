package dev.quipu.ledger;

import org.jspecify.annotations.Nullable;

/** The ledger can't be used now, or not at all. The message says what is wrong; there is always a next step. */
public abstract sealed class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String nextStep;

    private LedgerException(String message, String nextStep, @Nullable Throwable cause) {
        super(message, cause);
        this.nextStep = nextStep;
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }

    /**
     * The brokers, or the schema registry of a writer, don't answer. What was sent may or may not be written: the same
     * request id may be sent again.
     */
    public static sealed class Unavailable extends LedgerException {
        private static final long serialVersionUID = 1;

        /** An unavailable ledger. */
        public Unavailable(String message, String nextStep, @Nullable Throwable cause) {
            super(message, nextStep, cause);
        }
    }

    /**
     * The cluster doesn't let this user in, or doesn't let them do something, or nothing here signs for the actor. It
     * may work later, when somebody has allowed it: the same request id may be sent again.
     */
    public static final class Denied extends LedgerException {
        private static final long serialVersionUID = 1;

        /** A ledger that is closed to somebody. */
        public Denied(String message, String nextStep, @Nullable Throwable cause) {
            super(message, nextStep, cause);
        }
    }

    /**
     * Brokers answer, but too few replicas are in sync to acknowledge an entry (min.insync.replicas). It may be in the
     * log when they are back: the same request id may be sent again.
     */
    public static final class NotDurable extends Unavailable {
        private static final long serialVersionUID = 1;

        /** A ledger with too few replicas. */
        public NotDurable(String message, String nextStep, @Nullable Throwable cause) {
            super(message, nextStep, cause);
        }
    }

    /** The topic, its settings or its content make it impossible to use it as a ledger. */
    public static final class Unusable extends LedgerException {
        private static final long serialVersionUID = 1;

        /** An unusable ledger. */
        public Unusable(String message, String nextStep) {
            super(message, nextStep, null);
        }
    }
}
