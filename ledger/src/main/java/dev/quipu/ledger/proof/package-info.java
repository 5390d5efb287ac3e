/**
 * Proves that a ledger's records are all there, in order and unaltered: Merkle tree (RFC 6962), checkpoints, proofs.
 */
@NullMarked
package dev.quipu.ledger.proof;

import org.jspecify.annotations.NullMarked;
