/** The operator's shell. */
@NullMarked
package dev.quipu.shell;

import org.jspecify.annotations.NullMarked;
