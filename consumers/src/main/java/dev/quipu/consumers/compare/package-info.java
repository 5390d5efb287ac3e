/** Comparing the rows of two queries. Knows databases, and nothing of agents and the ledger. */
@NullMarked
package dev.quipu.consumers.compare;

import org.jspecify.annotations.NullMarked;
