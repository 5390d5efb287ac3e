package dev.quipu.consumers.compare;

import dev.quipu.consumers.dialect.RowSql;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL by which a server compares two queries: a full outer join on the key. The server does it because only the
 * server knows when two of its values are equal, and how its keys are sorted.
 *
 * @param rows how the server spells it
 * @param quote what stands around names
 * @param left one query without a semicolon
 * @param right another
 * @param columns the names of all columns, the key's among them
 * @param key the names of the key's columns
 */
record ComparisonSql(RowSql rows, String quote, String left, String right, List<String> columns, List<String> key) {

    private static final String BOTH = "here_l = 1 AND here_r = 1";

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
            ) AS quipu_right), count(here_l), count(here_r), %s, %s, %s%s
            FROM (%s) AS quipu_joined
            """.formatted(
                        left,
                        right,
                        countIf("here_l IS NULL"),
                        countIf("here_r IS NULL"),
                        countIf("%s AND (%s)".formatted(BOTH, anyDiffers())),
                        each(i -> ", " + countIf("%s AND d%d = 1".formatted(BOTH, i))),
                        joined());
    }

    /**
     * The first mismatches: whether the left and the right side are there, the key's columns, and whether each column
     * differs.
     */
    String sample(int limit) {
        String keys = IntStream.range(0, key.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        return """
            SELECT here_l, here_r, %s%s FROM (%s) AS quipu_joined
            WHERE here_l IS NULL OR here_r IS NULL OR (%s) ORDER BY %s LIMIT %d
            """.formatted(keys, each(i -> ", d" + i), joined(), anyDiffers(), keys, limit);
    }

    /** Columns {@code here_l} and {@code here_r} (1 or null), {@code k0…} of the key, {@code d0…} (1 if different). */
    private String joined() {
        return rows.hasFullJoin()
                ? join("FULL")
                : join("LEFT") + " UNION ALL " + join("RIGHT") + " WHERE l.quipu_here IS NULL";
    }

    private String join(String kind) {
        String keys = IntStream.range(0, key.size())
                .mapToObj(i -> ", coalesce(%s, %s) AS k%d".formatted(of("l", key.get(i)), of("r", key.get(i)), i))
                .collect(Collectors.joining());
        String on =
                key.stream().map(name -> of("l", name) + " = " + of("r", name)).collect(Collectors.joining(" AND "));
        return "SELECT l.quipu_here AS here_l, r.quipu_here AS here_r%s%s FROM %s AS l %s JOIN %s AS r ON %s"
                .formatted(keys, each(this::difference), side(left), kind, side(right), on);
    }

    private String difference(int column) {
        String name = columns.get(column);
        return ", CASE WHEN %s THEN 1 ELSE 0 END AS d%d".formatted(rows.differ(of("l", name), of("r", name)), column);
    }

    private static String side(String query) {
        return "(SELECT 1 AS quipu_here, quipu_side.* FROM (%s\n) AS quipu_side)".formatted(query);
    }

    private static String countIf(String condition) {
        return "count(CASE WHEN %s THEN 1 END)".formatted(condition);
    }

    private String anyDiffers() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "d%d = 1".formatted(i))
                .collect(Collectors.joining(" OR "));
    }

    private String each(IntFunction<String> text) {
        return IntStream.range(0, columns.size()).mapToObj(text).collect(Collectors.joining());
    }

    private String of(String side, String name) {
        return side + "." + quote + name.replace(quote, quote + quote) + quote;
    }
}
