/** How rows of a table are changed batch by batch: ranges, sizes, pace, brakes and what is kept of them. */
@NullMarked
package dev.quipu.consumers.backfill;

import org.jspecify.annotations.NullMarked;
