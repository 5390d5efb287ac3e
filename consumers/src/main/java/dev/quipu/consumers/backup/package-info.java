/** Bringing back what changes have destroyed. Pure. */
@NullMarked
package dev.quipu.consumers.backup;

import org.jspecify.annotations.NullMarked;
