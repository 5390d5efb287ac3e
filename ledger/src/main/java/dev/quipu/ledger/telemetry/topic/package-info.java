/** Reports on a Kafka topic: made, written and read, all as best effort. */
@NullMarked
package dev.quipu.ledger.telemetry.topic;

import org.jspecify.annotations.NullMarked;
