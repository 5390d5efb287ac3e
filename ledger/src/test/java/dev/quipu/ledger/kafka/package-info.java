/** The ledger on a real broker. */
@NullMarked
package dev.quipu.ledger.kafka;

import org.jspecify.annotations.NullMarked;
