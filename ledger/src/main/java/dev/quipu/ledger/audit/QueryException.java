package dev.quipu.ledger.audit;

/** A question that the store doesn't answer. The message says what is wrong with it; there is always a next step. */
public final class QueryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String nextStep;

    QueryException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }
}
