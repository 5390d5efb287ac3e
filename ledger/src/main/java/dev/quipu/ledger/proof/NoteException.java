package dev.quipu.ledger.proof;

/** A note, a key, a checkpoint or a proof that somebody gave can't be read, or doesn't prove what it should. */
public final class NoteException extends Exception {

    private static final long serialVersionUID = 1;

    private final String nextStep;

    /** @param message what is wrong, with the place */
    NoteException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** For what doesn't follow its format. */
    static NoteException unreadable(String message) {
        return new NoteException(
                message, "Fetch it again, as a file and not as copied text: every byte counts, line ends too.");
    }

    /** For what follows its format and is not true. */
    static NoteException untrue(String message) {
        return new NoteException(
                message, "Don't rely on it. Keep it, compare it with an older copy, and find out who made it.");
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }
}
