package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Digest;

/**
 * The newest checkpoint in the ledger.
 *
 * @param size how many entries it is about
 * @param root of their Merkle tree
 * @param note as the notary signed it
 */
public record CheckpointState(long size, Digest root, String note, Stamp stamp) {}
