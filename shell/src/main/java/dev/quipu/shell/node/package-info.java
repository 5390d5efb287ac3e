/** The local node: the broker, the embedded databases and the consumers of one machine, in one background process. */
@NullMarked
package dev.quipu.shell.node;

import org.jspecify.annotations.NullMarked;
