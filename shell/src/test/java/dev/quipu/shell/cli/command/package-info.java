/** Tests of the commands' conventions. */
@NullMarked
package dev.quipu.shell.cli.command;

import org.jspecify.annotations.NullMarked;
