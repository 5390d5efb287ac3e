/** Commands about the limits within which backfills work. */
@NullMarked
package dev.quipu.shell.limit;

import org.jspecify.annotations.NullMarked;
