/** The ledger as its users see it: read the state, submit commands, append facts. */
@NullMarked
package dev.quipu.ledger;

import org.jspecify.annotations.NullMarked;
