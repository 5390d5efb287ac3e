/** What agents tell of themselves right now, beside what the ledger knows. */
@NullMarked
package dev.quipu.shell.live;

import org.jspecify.annotations.NullMarked;
