/** What a cluster's faults do to a ledger: three real brokers, killed and started again under load. */
@NullMarked
package dev.quipu.ledger.cluster;

import org.jspecify.annotations.NullMarked;
