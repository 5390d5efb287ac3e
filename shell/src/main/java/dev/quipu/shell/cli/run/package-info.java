/** How the shell runs: one command, a script or the prompt, and what failures become. */
@NullMarked
package dev.quipu.shell.cli.run;

import org.jspecify.annotations.NullMarked;
