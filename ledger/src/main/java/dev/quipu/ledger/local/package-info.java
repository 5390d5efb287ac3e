/** A ledger on one machine: the Kafka broker that runs inside a process of Quipu. */
@NullMarked
package dev.quipu.ledger.local;

import org.jspecify.annotations.NullMarked;
