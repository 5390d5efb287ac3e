/** Tests of the dialects. */
@NullMarked
package dev.quipu.consumers.dialect;

import org.jspecify.annotations.NullMarked;
