/** What holds for every log, tried on random ones. */
@NullMarked
package dev.quipu.ledger.properties;

import org.jspecify.annotations.NullMarked;
