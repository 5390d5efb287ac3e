/** What tests of the consumers share. */
@NullMarked
package dev.quipu.consumers;

import org.jspecify.annotations.NullMarked;
