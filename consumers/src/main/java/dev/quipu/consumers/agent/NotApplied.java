package dev.quipu.consumers.agent;

/** A change that a service can't do without is not applied in time. */
public final class NotApplied extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotApplied(String message, String nextStep) {
        super(message + ". " + nextStep);
    }
}
