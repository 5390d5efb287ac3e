/** Change files: their format, reading, checking and writing. Pure, except for the folder reader. */
@NullMarked
package dev.quipu.ledger.change;

import org.jspecify.annotations.NullMarked;
