/** Tests of what embedding services see. */
@NullMarked
package dev.quipu.consumers.embed;

import org.jspecify.annotations.NullMarked;
