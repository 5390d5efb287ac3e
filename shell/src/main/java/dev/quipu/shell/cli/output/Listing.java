package dev.quipu.shell.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the same kind.
 *
 * @param columns the names of the columns in camel case
 * @param rows one cell per column
 * @param whenEmpty the message that stands in for a table without rows, with the next step; empty for none
 */
public record Listing(List<String> columns, List<List<Cell>> rows, String whenEmpty) implements Printable {

    /** A value and its tone. */
    public record Cell(@Nullable Object value, Tone tone) {}

    public Listing {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The values of all rows for all columns. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T> Listing of(Collection<T> rows, Column<T>... columns) {
        return of(rows, Arrays.stream(columns).toList());
    }

    /** The values of all rows for all columns. */
    public static <T> Listing of(Collection<T> rows, List<Column<T>> columns) {
        List<List<Cell>> cells = rows.stream()
                .map(row -> columns.stream()
                        .map(column -> new Cell(
                                column.value().apply(row), column.tone().apply(row)))
                        .toList())
                .toList();
        return new Listing(columns.stream().map(Column::name).toList(), cells, "");
    }

    /** The same listing with the message for a table without rows. */
    public Listing orElse(String message) {
        return new Listing(columns, rows, message);
    }

    @Override
    public List<Map<String, @Nullable Object>> plain() {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (List<Cell> row : rows) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i), Values.plain(row.get(i).value()));
            }
            list.add(values);
        }
        return list;
    }
}
