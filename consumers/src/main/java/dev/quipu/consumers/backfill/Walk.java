package dev.quipu.consumers.backfill;

import dev.quipu.consumers.dialect.KeysetSql;
import dev.quipu.consumers.dialect.KeysetSql.Place;
import dev.quipu.consumers.dialect.TableKey;
import dev.quipu.consumers.dialect.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way along a table's key, from one range of rows to the next: by the key of the last row and never by counting
 * from the start, so that a range costs the same everywhere. Immutable.
 *
 * @param descending whether it begins at the end
 */
public record Walk(KeysetSql sql, TableName table, TableKey key, boolean descending) {

    /** The key of the row at which the walk ends, or null if there are no rows. */
    public @Nullable List<String> goal(Connection connection) throws SQLException {
        String query = "SELECT %s FROM %s ORDER BY %s LIMIT 1"
                .formatted(texts(), sql.quote(table), sql.order(key, !descending));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? values(row) : null;
        }
    }

    /**
     * The next rows, or null if there are none.
     *
     * @param after the key of the last row before them, or null at the beginning
     * @param upTo the key of the last row that counts
     * @param rows how many at most
     */
    public @Nullable Range next(Connection connection, @Nullable List<String> after, List<String> upTo, int rows)
            throws SQLException {
        String columns =
                key.columns().stream().map(column -> sql.quote(column.name())).collect(Collectors.joining(", "));
        String query = """
            WITH batch AS (SELECT %s FROM %s WHERE %s ORDER BY %s LIMIT %d)
            SELECT %s, (SELECT count(*) FROM batch) FROM batch ORDER BY %s LIMIT 1
            """.formatted(
                        columns,
                        sql.quote(table),
                        condition(connection, "", after, upTo),
                        sql.order(key, descending),
                        rows,
                        texts(),
                        sql.order(key, !descending));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                return row.next()
                        ? new Range(after, values(row), row.getInt(key.columns().size() + 1))
                        : null;
            }
        }
    }

    /** The condition that a row is in a range. */
    public String condition(Connection connection, String prefix, Range range) throws SQLException {
        return condition(connection, prefix, range.after(), range.upTo());
    }

    private String condition(Connection connection, String prefix, @Nullable List<String> after, List<String> upTo)
            throws SQLException {
        String end = sql.condition(key, descending ? Place.DOWN_TO : Place.UP_TO, prefix, literals(connection, upTo));
        return after == null
                ? end
                : "%s AND %s"
                        .formatted(
                                sql.condition(
                                        key,
                                        descending ? Place.BEFORE : Place.AFTER,
                                        prefix,
                                        literals(connection, after)),
                                end);
    }

    private static List<String> literals(Connection connection, List<String> values) throws SQLException {
        List<String> literals = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String value : values) {
                literals.add(statement.enquoteLiteral(value));
            }
        }
        return literals;
    }

    /** Under names of their own, lest ORDER BY takes the texts for the columns. */
    private String texts() {
        return IntStream.range(0, key.columns().size())
                .mapToObj(i -> sql.text(key.columns().get(i)) + " AS " + sql.quote("quipu key " + i))
                .collect(Collectors.joining(", "));
    }

    private List<String> values(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= key.columns().size(); column++) {
            values.add(row.getString(column));
        }
        return List.copyOf(values);
    }
}
