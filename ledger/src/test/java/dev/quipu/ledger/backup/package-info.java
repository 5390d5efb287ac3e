/** Tests of backup files. */
@NullMarked
package dev.quipu.ledger.backup;

import org.jspecify.annotations.NullMarked;
