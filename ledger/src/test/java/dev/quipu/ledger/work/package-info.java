/** What agents may report, and what they are to do next. */
@NullMarked
package dev.quipu.ledger.work;

import org.jspecify.annotations.NullMarked;
