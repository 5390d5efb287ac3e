/** Commands: each turns a state into events or a refusal. Pure. */
@NullMarked
package dev.quipu.ledger.decide;

import org.jspecify.annotations.NullMarked;
