/** Which tables, columns and other objects a change touches, as far as its SQL tells it. Pure. */
@NullMarked
package dev.quipu.ledger.objects;

import org.jspecify.annotations.NullMarked;
