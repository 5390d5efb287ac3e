/** Tests of the stand-alone agent. */
@NullMarked
package dev.quipu.shell.agent;

import org.jspecify.annotations.NullMarked;
