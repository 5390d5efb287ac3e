package dev.quipu.ledger.snapshot;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.proof.TreeTail;
import dev.quipu.ledger.state.LedgerState;

/**
 * A folded state, and where in the log it stands.
 *
 * @param tree over the records that led to it
 * @param lastOffset Kafka's offset of the last record in it
 * @param lastRecord digest of that record: a log that has another one there is another log
 */
public record Snapshot(LedgerState state, TreeTail tree, long lastOffset, Digest lastRecord) {}
