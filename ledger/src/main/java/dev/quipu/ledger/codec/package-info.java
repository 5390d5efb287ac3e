/** The bytes of an entry. */
@NullMarked
package dev.quipu.ledger.codec;

import org.jspecify.annotations.NullMarked;
