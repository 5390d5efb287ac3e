package dev.quipu.ledger.kafka;

import dev.quipu.ledger.event.Digest;
import java.time.Instant;

/**
 * A record as the log's Merkle tree knows it.
 *
 * @param number its place, dense from 0
 * @param hash in the tree
 * @param at the broker's time
 * @param checkpoint whether it is written where checkpoints are, and so can be no other entry
 */
public record LoggedLeaf(long number, Digest hash, Instant at, boolean checkpoint) {}
