/** The ledger as tables: a local store that is fed from the log, and questions to it in SQL. */
@NullMarked
package dev.quipu.ledger.audit;

import org.jspecify.annotations.NullMarked;
