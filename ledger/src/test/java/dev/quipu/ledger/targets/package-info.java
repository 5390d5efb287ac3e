/** What may be done with services and targets. */
@NullMarked
package dev.quipu.ledger.targets;

import org.jspecify.annotations.NullMarked;
