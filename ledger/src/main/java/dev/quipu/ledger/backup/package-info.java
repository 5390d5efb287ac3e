/** Files that hold a ledger's records as they are. */
@NullMarked
package dev.quipu.ledger.backup;

import org.jspecify.annotations.NullMarked;
