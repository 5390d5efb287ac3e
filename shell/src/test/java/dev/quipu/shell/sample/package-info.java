/** Commands that exist only in tests. */
@NullMarked
package dev.quipu.shell.sample;

import org.jspecify.annotations.NullMarked;
