/** Commands about changes. */
@NullMarked
package dev.quipu.shell.change;

import org.jspecify.annotations.NullMarked;
