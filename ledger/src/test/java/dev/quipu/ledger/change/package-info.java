/** What may be done with a change before it is rolled out. */
@NullMarked
package dev.quipu.ledger.change;

import org.jspecify.annotations.NullMarked;
