/** What may be rolled out, and when a rollout is over. */
@NullMarked
package dev.quipu.ledger.rollout;

import org.jspecify.annotations.NullMarked;
