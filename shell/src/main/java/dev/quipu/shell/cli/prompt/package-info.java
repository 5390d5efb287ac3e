/** The interactive prompt: completion, highlighting, history and keys. */
@NullMarked
package dev.quipu.shell.cli.prompt;

import org.jspecify.annotations.NullMarked;
