/** The commands that belong to the shell itself. */
@NullMarked
package dev.quipu.shell.cli.builtin;

import org.jspecify.annotations.NullMarked;
