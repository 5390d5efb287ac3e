/** Files that only their owner may read. */
@NullMarked
package dev.quipu.ledger.file;

import org.jspecify.annotations.NullMarked;
