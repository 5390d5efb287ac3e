package dev.quipu.ledger.evidence;

/** A package can't be made, or doesn't prove what it should. */
public final class EvidenceException extends Exception {

    private static final long serialVersionUID = 1;

    private final String nextStep;

    /**
     * What is wrong.
     *
     * @param message with the object's name, without a full stop
     * @param nextStep what to do about it
     */
    public EvidenceException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }
}
