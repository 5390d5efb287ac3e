/** Lets agents and other tools bring the same databases up to date with the same SQL. */
@NullMarked
package dev.quipu.bench.contest;

import org.jspecify.annotations.NullMarked;
