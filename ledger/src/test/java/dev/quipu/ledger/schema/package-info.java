/** What the ledger says about the ids of a schema registry. */
@NullMarked
package dev.quipu.ledger.schema;

import org.jspecify.annotations.NullMarked;
