@NullMarked
package dev.quipu.consumers.trail;

import org.jspecify.annotations.NullMarked;
