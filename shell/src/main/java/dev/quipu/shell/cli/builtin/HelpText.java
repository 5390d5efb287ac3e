package dev.quipu.shell.cli.builtin;

import java.util.List;

/** A help page as it grows. */
final class HelpText {

    private final StringBuilder text = new StringBuilder();

    HelpText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    HelpText section(String title) {
        return line("").line(title + ":");
    }

    /** Pairs of a name and its description, the descriptions below each other. */
    HelpText rows(List<List<String>> rows) {
        int width = rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
        rows.forEach(row ->
                line("  " + row.getFirst() + " ".repeat(width - row.getFirst().length() + 2) + row.getLast()));
        return this;
    }

    /** The page without the last line break. */
    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
