/** Copies that backup steps have made, and how to bring their rows back. */
@NullMarked
package dev.quipu.shell.backup;

import org.jspecify.annotations.NullMarked;
