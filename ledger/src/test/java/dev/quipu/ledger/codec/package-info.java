/** Entries as bytes, and the bytes of earlier versions. */
@NullMarked
package dev.quipu.ledger.codec;

import org.jspecify.annotations.NullMarked;
