/** Keys, who holds them and what they may do. */
@NullMarked
package dev.quipu.shell.identity;

import org.jspecify.annotations.NullMarked;
