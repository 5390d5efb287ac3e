/** Who may write what, and what becomes of the rest. */
@NullMarked
package dev.quipu.ledger.identity;

import org.jspecify.annotations.NullMarked;
