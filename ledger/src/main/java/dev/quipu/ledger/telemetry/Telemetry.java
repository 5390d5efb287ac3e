package dev.quipu.ledger.telemetry;

/**
 * Where reports go: best effort. Never blocks and never throws, so that no work waits for it; a report may be dropped.
 * Thread-safe.
 */
public interface Telemetry extends AutoCloseable {

    /** Takes no notice. */
    Telemetry NONE = report -> {};

    /** Passes a report on, if it can right now. */
    void publish(TargetReport report);

    /** Ends it; reports on their way may be lost. */
    @Override
    default void close() {}
}
