/** Tests of the audit store. */
@NullMarked
package dev.quipu.ledger.audit;

import org.jspecify.annotations.NullMarked;
