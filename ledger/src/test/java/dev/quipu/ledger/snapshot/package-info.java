/** Tests of snapshots. */
@NullMarked
package dev.quipu.ledger.snapshot;

import org.jspecify.annotations.NullMarked;
