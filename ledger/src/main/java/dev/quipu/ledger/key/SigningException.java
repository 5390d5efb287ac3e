package dev.quipu.ledger.key;

/** Something could not be signed. */
public final class SigningException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message with the key's name and the reason */
    public SigningException(String message) {
        super(message);
    }

    /** @param message with the key's name and the reason */
    public SigningException(String message, Throwable cause) {
        super(message, cause);
    }
}
