/** What an operator types: words, global options, parsed input, and what was meant by a typo. */
@NullMarked
package dev.quipu.shell.cli.line;

import org.jspecify.annotations.NullMarked;
