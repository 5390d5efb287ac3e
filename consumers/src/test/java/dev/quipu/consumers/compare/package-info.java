@NullMarked
package dev.quipu.consumers.compare;

import org.jspecify.annotations.NullMarked;
