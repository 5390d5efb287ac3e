/** What targets do right now: forgettable reports on a topic beside the ledger, never folded into state. */
@NullMarked
package dev.quipu.ledger.telemetry;

import org.jspecify.annotations.NullMarked;
