/** Tests of files. */
@NullMarked
package dev.quipu.ledger.file;

import org.jspecify.annotations.NullMarked;
