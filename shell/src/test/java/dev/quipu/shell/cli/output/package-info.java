/** Tests of output. */
@NullMarked
package dev.quipu.shell.cli.output;

import org.jspecify.annotations.NullMarked;
