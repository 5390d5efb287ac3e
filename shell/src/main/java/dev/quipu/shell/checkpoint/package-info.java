/** Checkpoints: who signs them, who confirms them, and whether the log is still what they say. */
@NullMarked
package dev.quipu.shell.checkpoint;

import org.jspecify.annotations.NullMarked;
