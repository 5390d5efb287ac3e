/** Tests of the Merkle tree, checkpoints and proofs. */
@NullMarked
package dev.quipu.ledger.proof;

import org.jspecify.annotations.NullMarked;
