/** Commands about toggles. */
@NullMarked
package dev.quipu.shell.toggle;

import org.jspecify.annotations.NullMarked;
