/** Measures the ledger beside the plain Kafka client, in the same run. */
@NullMarked
package dev.quipu.bench;

import org.jspecify.annotations.NullMarked;
