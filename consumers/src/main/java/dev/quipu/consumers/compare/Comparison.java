package dev.quipu.consumers.compare;

import java.util.List;
import java.util.SortedMap;

/** What came of comparing two queries. */
public sealed interface Comparison {

    /**
     * They can't be compared.
     *
     * @param why without row data
     */
    record Impossible(String why) implements Comparison {}

    /**
     * They were compared.
     *
     * @param left how many rows the left query has
     * @param right how many rows the right query has
     * @param missingLeft keys that only the right query has
     * @param missingRight keys that only the left query has
     * @param different keys of both whose rows differ
     * @param columns in how many of these rows each column differs; only columns that do
     * @param sample the first mismatches in the order of their keys, at most {@link RowComparison#SAMPLE}
     */
    record Counted(
            long left,
            long right,
            long missingLeft,
            long missingRight,
            long different,
            SortedMap<String, Long> columns,
            List<Mismatch> sample)
            implements Comparison {

        /** How many keys have no equal row on the other side. */
        public long mismatches() {
            return missingLeft + missingRight + different;
        }
    }

    /**
     * One key without an equal row on the other side.
     *
     * @param found {@code missing left}, {@code missing right} or {@code different}
     * @param key the key's columns and values as JSON: row data
     * @param columns that differ; empty if a side is missing
     */
    record Mismatch(String found, String key, List<String> columns) {}
}
