/** Tests of the notary and of witnesses. */
@NullMarked
package dev.quipu.consumers.notary;

import org.jspecify.annotations.NullMarked;
