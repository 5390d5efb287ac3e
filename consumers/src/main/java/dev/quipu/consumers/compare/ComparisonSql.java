package dev.quipu.consumers.compare;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL by which PostgreSQL compares two queries: a full outer join on the key. The server does it because only the
 * server knows when two of its values are equal, and sorts keys by their collation.
 *
 * @param left one query without a semicolon
 * @param right another
 * @param columns the names of all columns, the key's among them
 * @param key the names of the key's columns
 */
record ComparisonSql(String left, String right, List<String> columns, List<String> key) {

    /** Marks the rows of a side; a blank in it keeps it apart from columns of queries. */
    private static final String HERE = "\"quipu here\"";

    /** Finds out what columns a query has. Its text begins on the first line, so that lines of errors are right. */
    static String probe(String query) {
        return "SELECT * FROM (" + query + "\n) AS quipu_probe LIMIT 0";
    }

    /**
     * One row of counts: rows left, rows right, rows left and right as the join has them, missing left, missing right,
     * different, and then how often each column differs.
     */
    String counts() {
        return """
            SELECT (SELECT count(*) FROM (%s
            ) AS quipu_left), (SELECT count(*) FROM (%s
            ) AS quipu_right),
            count(l), count(r), count(*) FILTER (WHERE l IS NULL), count(*) FILTER (WHERE r IS NULL),
            count(*) FILTER (WHERE l AND r AND (%s))%s
            FROM (SELECT l.%s AS l, r.%s AS r%s FROM %s) AS quipu_joined
            """.formatted(
                        left,
                        right,
                        anyDiffers(),
                        each(i -> ", count(*) FILTER (WHERE l AND r AND d%d)".formatted(i)),
                        HERE,
                        HERE,
                        each(i -> ", %s AS d%d".formatted(differs(i), i)),
                        join());
    }

    /**
     * The first mismatches: whether the left and the right side are there, the key's columns as text, and whether each
     * column differs.
     */
    String sample(int limit) {
        String keys = key.stream().map(ComparisonSql::eitherSide).collect(Collectors.joining(", "));
        String texts =
                key.stream().map(name -> ", " + eitherSide(name) + "::text").collect(Collectors.joining());
        return """
            SELECT l.%s, r.%s%s%s FROM %s
            WHERE l.%s IS NULL OR r.%s IS NULL%s ORDER BY %s LIMIT %d
            """.formatted(
                        HERE,
                        HERE,
                        texts,
                        each(i -> ", " + differs(i)),
                        join(),
                        HERE,
                        HERE,
                        each(i -> " OR " + differs(i)),
                        keys,
                        limit);
    }

    private String join() {
        String on = key.stream()
                .map(name -> "l.%s = r.%s".formatted(quoted(name), quoted(name)))
                .collect(Collectors.joining(" AND "));
        return "%s AS l FULL JOIN %s AS r ON %s".formatted(side(left), side(right), on);
    }

    private static String side(String query) {
        return "(SELECT true AS %s, quipu_side.* FROM (%s\n) AS quipu_side)".formatted(HERE, query);
    }

    private String anyDiffers() {
        return IntStream.range(0, columns.size()).mapToObj(i -> "d" + i).collect(Collectors.joining(" OR "));
    }

    private String differs(int column) {
        String name = quoted(columns.get(column));
        return "l.%s IS DISTINCT FROM r.%s".formatted(name, name);
    }

    private String each(Function<Integer, String> text) {
        return IntStream.range(0, columns.size()).mapToObj(text::apply).collect(Collectors.joining());
    }

    private static String eitherSide(String name) {
        return "coalesce(l.%s, r.%s)".formatted(quoted(name), quoted(name));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
