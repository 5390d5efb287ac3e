package dev.quipu.ledger.audit;

/** The log is not the one that the store was fed from. */
final class AnotherLogException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
