/** Tests of what the benchmarks are made of. */
@NullMarked
package dev.quipu.bench;

import org.jspecify.annotations.NullMarked;
