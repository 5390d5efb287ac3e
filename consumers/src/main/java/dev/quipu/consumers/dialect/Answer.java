package dev.quipu.consumers.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a {@link Call}. Immutable.
 *
 * @param changed how many rows it changed; 0 if it is a query
 * @param row the values of the first row it found, as text; empty if it found none, or is no query
 */
public record Answer(int changed, List<@Nullable String> row) {

    /** The present result of a statement that was executed. */
    public static Answer of(Statement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            return rows == null
                    ? new Answer(Math.max(0, statement.getUpdateCount()), List.of())
                    : new Answer(0, rows.next() ? values(rows) : List.of());
        }
    }

    private static List<@Nullable String> values(ResultSet row) throws SQLException {
        int columns = row.getMetaData().getColumnCount();
        List<@Nullable String> values = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
            values.add(row.getString(column));
        }
        return Collections.unmodifiableList(values);
    }

    /** Whether no row was found. */
    public boolean isEmpty() {
        return row.isEmpty();
    }

    /**
     * A value that can't be null.
     *
     * @param column 1-based
     */
    public String text(int column) {
        String value = row.get(column - 1);
        if (value == null) {
            throw new IllegalStateException("column %d is null".formatted(column));
        }
        return value;
    }
}
