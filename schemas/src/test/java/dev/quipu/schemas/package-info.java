@NullMarked
package dev.quipu.schemas;

import org.jspecify.annotations.NullMarked;
