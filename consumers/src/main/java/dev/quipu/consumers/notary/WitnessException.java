package dev.quipu.consumers.notary;

/** A witness has not signed. The message says which and why, without a full stop. */
final class WitnessException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean alarm;

    /** @param alarm whether it may be because somebody tells two stories */
    WitnessException(String message, boolean alarm) {
        super(message);
        this.alarm = alarm;
    }

    boolean isAlarm() {
        return alarm;
    }
}
