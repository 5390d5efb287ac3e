package dev.quipu.shell.cli.output;

import dev.quipu.shell.cli.output.Listing.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Printable data as aligned text without borders. Widths are those of the terminal: a CJK character has two cells. */
final class TableText {

    private static final String GAP = "  ";

    private TableText() {}

    /** The lines of a listing with its header, or no line if it has no rows. */
    static List<AttributedString> lines(Listing listing) {
        if (listing.rows().isEmpty()) {
            return List.of();
        }
        List<AttributedString> header = listing.columns().stream()
                .map(name -> new AttributedString(heading(name).toUpperCase(Locale.ROOT), AttributedStyle.BOLD))
                .toList();
        List<List<AttributedString>> rows = listing.rows().stream()
                .map(row -> row.stream().map(TableText::cell).toList())
                .toList();
        int[] widths = IntStream.range(0, header.size())
                .map(column -> width(column, header, rows))
                .toArray();
        boolean[] numeric = numericColumns(listing);
        List<AttributedString> lines = new ArrayList<>();
        lines.add(line(header, widths, numeric));
        rows.forEach(row -> lines.add(line(row, widths, numeric)));
        return lines;
    }

    /** The lines of details: one per fact, listings indented below their name. */
    static List<AttributedString> lines(Details details) {
        int width = details.facts().stream()
                .filter(fact -> !(fact.value() instanceof Printable))
                .mapToInt(fact -> heading(fact.name()).length() + 1)
                .max()
                .orElse(0);
        List<AttributedString> lines = new ArrayList<>();
        for (Details.Fact fact : details.facts()) {
            AttributedString name = new AttributedString(heading(fact.name()) + ":", AttributedStyle.BOLD);
            if (fact.value() instanceof Printable nested && !lines(nested).isEmpty()) {
                lines.add(name);
                lines(nested)
                        .forEach(line -> lines.add(
                                AttributedString.join(AttributedString.EMPTY, new AttributedString(GAP), line)));
            } else {
                lines.add(AttributedString.join(
                        AttributedString.EMPTY,
                        padded(name, width + GAP.length(), false),
                        cell(new Cell(fact.value() instanceof Printable ? null : fact.value(), fact.tone()))));
            }
        }
        return lines;
    }

    /** The lines of any printable data. */
    static List<AttributedString> lines(Printable printable) {
        return switch (printable) {
            case Listing listing -> lines(listing);
            case Details details -> lines(details);
        };
    }

    private static boolean[] numericColumns(Listing listing) {
        boolean[] numeric = new boolean[listing.columns().size()];
        for (int column = 0; column < numeric.length; column++) {
            int at = column;
            numeric[column] = listing.rows().stream()
                    .map(row -> row.get(at).value())
                    .allMatch(value -> value == null || value instanceof Number);
        }
        return numeric;
    }

    private static int width(int column, List<AttributedString> header, List<List<AttributedString>> rows) {
        return rows.stream()
                .mapToInt(row -> row.get(column).columnLength())
                .reduce(header.get(column).columnLength(), Math::max);
    }

    private static AttributedString line(List<AttributedString> cells, int[] widths, boolean[] numeric) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            boolean last = column == cells.size() - 1;
            boolean leftOfLast = last && !numeric[column];
            line.append(column == 0 ? "" : GAP);
            line.append(padded(cells.get(column), leftOfLast ? 0 : widths[column], numeric[column]));
        }
        return line.toAttributedString();
    }

    private static AttributedString padded(AttributedString cell, int width, boolean right) {
        AttributedString blanks = new AttributedString(" ".repeat(Math.max(0, width - cell.columnLength())));
        return right
                ? AttributedString.join(AttributedString.EMPTY, blanks, cell)
                : AttributedString.join(AttributedString.EMPTY, cell, blanks);
    }

    private static AttributedString cell(Cell cell) {
        return new AttributedString(Values.text(cell.value()), cell.tone().style());
    }

    private static String heading(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
