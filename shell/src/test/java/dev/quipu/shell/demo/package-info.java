/** Commands that exist only in tests. */
@NullMarked
package dev.quipu.shell.demo;

import org.jspecify.annotations.NullMarked;
