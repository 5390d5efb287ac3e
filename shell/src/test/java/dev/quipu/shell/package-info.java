/** Tests of the shell as a whole. */
@NullMarked
package dev.quipu.shell;

import org.jspecify.annotations.NullMarked;
