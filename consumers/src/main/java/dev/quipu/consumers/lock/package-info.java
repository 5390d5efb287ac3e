/** How a step gets its locks without standing in anybody's way: limits, waiting its turn, and trying again. */
@NullMarked
package dev.quipu.consumers.lock;

import org.jspecify.annotations.NullMarked;
