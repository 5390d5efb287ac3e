package dev.quipu.ledger.key;

/** A key can't be read, or is not to be used. */
public final class KeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String nextStep;

    /**
     * What is wrong.
     *
     * @param message with the file's name, without a full stop
     * @param nextStep what to do about it
     */
    public KeyException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }
}
