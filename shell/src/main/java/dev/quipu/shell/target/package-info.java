/** Commands about targets, and what stands where. */
@NullMarked
package dev.quipu.shell.target;

import org.jspecify.annotations.NullMarked;
