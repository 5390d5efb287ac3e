/** The annotated methods of the application as commands, with their parameters bound and checked. */
@NullMarked
package dev.quipu.shell.cli.command;

import org.jspecify.annotations.NullMarked;
