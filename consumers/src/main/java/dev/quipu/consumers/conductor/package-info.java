/** The conductor: moves rollouts on. */
@NullMarked
package dev.quipu.consumers.conductor;

import org.jspecify.annotations.NullMarked;
