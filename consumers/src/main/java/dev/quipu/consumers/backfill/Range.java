package dev.quipu.consumers.backfill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive rows along a key. Immutable.
 *
 * @param after the key before the first row, or null at the beginning
 * @param upTo the key of the last row
 * @param rows how many there were when it was looked up
 */
public record Range(@Nullable List<String> after, List<String> upTo, int rows) {}
