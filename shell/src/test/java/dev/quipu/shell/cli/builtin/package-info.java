/** Tests of the shell's own commands. */
@NullMarked
package dev.quipu.shell.cli.builtin;

import org.jspecify.annotations.NullMarked;
