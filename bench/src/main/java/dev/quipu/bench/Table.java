package dev.quipu.bench;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The rows of the results, as Markdown on standard output. */
public final class Table {

    private Table() {}

    /** Begins a table. */
    public static void head(String... columns) {
        row(columns);
        System.out.println("|" + String.join("", Collections.nCopies(columns.length, "---|")));
    }

    /** One row, with a cell per column. */
    public static void row(String... cells) {
        System.out.println("| " + String.join(" | ", List.of(cells)) + " |");
    }

    /** A duration, given in milliseconds. */
    public static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%,.0f ms", value);
    }

    /** A duration, given in nanoseconds, as seconds. */
    public static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    /** How many per second. */
    public static String rate(long count, long nanos) {
        return String.format(Locale.ROOT, "%,.0f/s", count * 1e9 / nanos);
    }

    /** A ratio. */
    public static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
