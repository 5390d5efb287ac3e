package dev.quipu.consumers.trail;

/** A trail can't be continued. The message says what is wrong; there is always a next step. */
public final class TrailException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String nextStep;

    /** @param message without full stop */
    public TrailException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }
}
