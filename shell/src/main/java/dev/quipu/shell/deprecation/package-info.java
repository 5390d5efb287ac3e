/** Commands about what is to be used no longer. */
@NullMarked
package dev.quipu.shell.deprecation;

import org.jspecify.annotations.NullMarked;
