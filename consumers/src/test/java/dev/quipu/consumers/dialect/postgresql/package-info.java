@NullMarked
package dev.quipu.consumers.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
