/** Commands about backfills: what they are at, what holds them, and how to stop them. */
@NullMarked
package dev.quipu.shell.backfill;

import org.jspecify.annotations.NullMarked;
