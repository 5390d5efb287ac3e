@NullMarked
package dev.quipu.consumers.lock;

import org.jspecify.annotations.NullMarked;
