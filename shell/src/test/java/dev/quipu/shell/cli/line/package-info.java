/** Tests of reading a line. */
@NullMarked
package dev.quipu.shell.cli.line;

import org.jspecify.annotations.NullMarked;
