/** The ledger on a Kafka topic. */
@NullMarked
package dev.quipu.ledger.kafka;

import org.jspecify.annotations.NullMarked;
