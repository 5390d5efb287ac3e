/** Where Quipu keeps its files on this machine, and what its configuration says. */
@NullMarked
package dev.quipu.shell.config;

import org.jspecify.annotations.NullMarked;
