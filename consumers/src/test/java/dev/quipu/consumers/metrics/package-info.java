/** Tests of metrics. */
@NullMarked
package dev.quipu.consumers.metrics;

import org.jspecify.annotations.NullMarked;
