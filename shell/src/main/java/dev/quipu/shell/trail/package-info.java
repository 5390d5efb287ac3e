/** The process that hands the log on to other systems. */
@NullMarked
package dev.quipu.shell.trail;

import org.jspecify.annotations.NullMarked;
