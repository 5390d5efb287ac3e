/** Brings many databases of one server up to date: by one agent, and by a loop. */
@NullMarked
package dev.quipu.bench.fleet;

import org.jspecify.annotations.NullMarked;
