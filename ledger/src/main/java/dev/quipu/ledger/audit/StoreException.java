package dev.quipu.ledger.audit;

/** The store's database doesn't do what it should. */
final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
