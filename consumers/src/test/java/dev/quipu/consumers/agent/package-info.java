@NullMarked
package dev.quipu.consumers.agent;

import org.jspecify.annotations.NullMarked;
