/** The stand-alone agent, which runs beside the databases of a service. */
@NullMarked
package dev.quipu.shell.agent;

import org.jspecify.annotations.NullMarked;
