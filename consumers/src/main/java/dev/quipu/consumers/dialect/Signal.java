package dev.quipu.consumers.dialect;

/** One reading of how busy a database is. */
public sealed interface Signal {

    /**
     * What was read.
     *
     * @param value in the unit that its method of {@link LoadSignals} names
     */
    record Value(double value) implements Signal {}

    /**
     * The database doesn't tell.
     *
     * @param reason why, and what would make it tell
     */
    record NotAvailable(String reason) implements Signal {}
}
