/** How the log's order decides which entries count. */
@NullMarked
package dev.quipu.ledger.arbitration;

import org.jspecify.annotations.NullMarked;
