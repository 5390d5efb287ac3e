/** Fills a column of a large table in several ways, with and without others at work on it. */
@NullMarked
package dev.quipu.bench.backfill;

import org.jspecify.annotations.NullMarked;
