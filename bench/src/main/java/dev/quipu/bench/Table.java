package dev.quipu.bench;

import java.util.Locale;

/** The rows of the results, as Markdown on standard output. */
final class Table {

    private Table() {}

    static void head() {
        System.out.println("| what | ledger | plain client | ratio |");
        System.out.println("|---|---|---|---|");
    }

    static void row(String what, String ledger, String plain, String ratio) {
        System.out.printf("| %s | %s | %s | %s |%n", what, ledger, plain, ratio);
    }

    static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%.0f ms", value);
    }

    static String rate(long count, long nanos) {
        return String.format(Locale.ROOT, "%,.0f/s", count * 1e9 / nanos);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
