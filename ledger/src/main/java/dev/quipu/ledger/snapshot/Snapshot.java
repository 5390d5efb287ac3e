package dev.quipu.ledger.snapshot;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.state.LedgerState;

/**
 * A folded state, and where in the log it stands.
 *
 * @param lastOffset Kafka's offset of the last record in it
 * @param lastRecord digest of that record: a log that has another one there is another log
 */
public record Snapshot(LedgerState state, long lastOffset, Digest lastRecord) {}
