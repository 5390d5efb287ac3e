/** A story that shows Quipu at work, told by the commands an operator would type. */
@NullMarked
package dev.quipu.shell.demo;

import org.jspecify.annotations.NullMarked;
