/** Tests of what is found in a change's SQL. */
@NullMarked
package dev.quipu.ledger.objects;

import org.jspecify.annotations.NullMarked;
