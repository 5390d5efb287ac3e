/** Tests of reports on their topic. */
@NullMarked
package dev.quipu.ledger.telemetry.topic;

import org.jspecify.annotations.NullMarked;
