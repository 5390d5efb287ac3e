/** The wire format of ledger entries: Avro schemas, their history, and the codec between bytes and records. */
@NullMarked
package dev.quipu.schemas;

import org.jspecify.annotations.NullMarked;
