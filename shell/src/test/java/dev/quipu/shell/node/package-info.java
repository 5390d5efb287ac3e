/** Tests of the local node, on real processes. */
@NullMarked
package dev.quipu.shell.node;

import org.jspecify.annotations.NullMarked;
