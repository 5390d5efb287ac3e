/** Folded states kept in files, so that opening a ledger reads only its tail. */
@NullMarked
package dev.quipu.ledger.snapshot;

import org.jspecify.annotations.NullMarked;
