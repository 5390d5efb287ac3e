/** The fixture of the fold's tests: given events, when a command or a report, then events or a refusal. */
@NullMarked
package dev.quipu.ledger.spec;

import org.jspecify.annotations.NullMarked;
