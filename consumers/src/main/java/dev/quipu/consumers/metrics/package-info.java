/** What an agent counts and measures, and how Micrometer gets it. */
@NullMarked
package dev.quipu.consumers.metrics;

import org.jspecify.annotations.NullMarked;
