/** Tests of change files. */
@NullMarked
package dev.quipu.ledger.change;

import org.jspecify.annotations.NullMarked;
