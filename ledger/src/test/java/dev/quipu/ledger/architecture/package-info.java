/** The rules that keep the parts apart; other modules use them too. */
@NullMarked
package dev.quipu.ledger.architecture;

import org.jspecify.annotations.NullMarked;
