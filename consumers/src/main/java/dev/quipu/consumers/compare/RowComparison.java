package dev.quipu.consumers.compare;

import dev.quipu.consumers.compare.Comparison.Counted;
import dev.quipu.consumers.compare.Comparison.Impossible;
import dev.quipu.consumers.compare.Comparison.Mismatch;
import dev.quipu.consumers.dialect.RowSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Compares the rows of two queries of one server by their keys. For one thread. */
public final class RowComparison {

    /** The most mismatches that are told one by one. */
    public static final int SAMPLE = 100;

    private static final int LONGEST_VALUE = 1_000;

    private final Connection connection;
    private final RowSql rows;
    private final String left;
    private final String right;
    private final List<String> key;

    /**
     * A comparison that is to be made.
     *
     * @param connection in a transaction that sees one snapshot of the data throughout
     * @param rows how its server spells it
     * @param left one query without a semicolon
     * @param right another
     * @param key names of columns
     */
    public RowComparison(Connection connection, RowSql rows, String left, String right, List<String> key) {
        this.connection = connection;
        this.rows = rows;
        this.left = left;
        this.right = right;
        this.key = List.copyOf(key);
    }

    /** A query can't be run. */
    public static final class QueryFailed extends SQLException {

        private static final long serialVersionUID = 1;

        private final String query;

        QueryFailed(String side, String query, SQLException cause) {
            super("the %s query".formatted(side), cause.getSQLState(), cause);
            this.query = query;
        }

        /** What was sent to the server; its lines are the query's. */
        public String query() {
            return query;
        }
    }

    /**
     * Makes the comparison.
     *
     * @throws QueryFailed if one of the queries can't be run at all
     * @throws SQLException if the database fails otherwise
     */
    public Comparison compare() throws SQLException {
        List<String> columns = columns("left", left);
        String impossible = problem(columns, columns("right", right));
        if (impossible != null) {
            return new Impossible(impossible);
        }
        String quote = connection.getMetaData().getIdentifierQuoteString();
        ComparisonSql sql = new ComparisonSql(rows, quote, left, right, columns, key);
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery(sql.counts())) {
            row.next();
            if (row.getLong(1) != row.getLong(3) || row.getLong(2) != row.getLong(4)) {
                return new Impossible("the key (%s) is not unique in both queries".formatted(String.join(", ", key)));
            }
            return counted(row, sql);
        }
    }

    private Counted counted(ResultSet row, ComparisonSql sql) throws SQLException {
        SortedMap<String, Long> differing = new TreeMap<>();
        for (int i = 0; i < sql.columns().size(); i++) {
            if (row.getLong(8 + i) > 0) {
                differing.put(sql.columns().get(i), row.getLong(8 + i));
            }
        }
        long mismatches = row.getLong(5) + row.getLong(6) + row.getLong(7);
        return new Counted(
                row.getLong(1),
                row.getLong(2),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                Collections.unmodifiableSortedMap(differing),
                mismatches == 0 ? List.of() : sample(sql));
    }

    private List<Mismatch> sample(ComparisonSql sql) throws SQLException {
        List<Mismatch> sample = new ArrayList<>();
        try (Statement statement = statement();
                ResultSet rows = statement.executeQuery(sql.sample(SAMPLE))) {
            while (rows.next()) {
                sample.add(mismatch(rows, sql.columns()));
            }
        }
        return List.copyOf(sample);
    }

    private Mismatch mismatch(ResultSet row, List<String> columns) throws SQLException {
        boolean isLeft = row.getInt(1) == 1;
        boolean isRight = row.getInt(2) == 1;
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (int i = 0; i < key.size(); i++) {
            values.put(key.get(i), shortened(row.getString(3 + i)));
        }
        List<String> differing = new ArrayList<>();
        for (int i = 0; isLeft && isRight && i < columns.size(); i++) {
            if (row.getInt(3 + key.size() + i) == 1) {
                differing.add(columns.get(i));
            }
        }
        String found = !isLeft ? "missing left" : isRight ? "different" : "missing right";
        return new Mismatch(found, JsonMapper.shared().writeValueAsString(values), differing);
    }

    private static @Nullable String shortened(@Nullable String value) {
        return value == null || value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    private List<String> columns(String side, String query) throws SQLException {
        String probe = ComparisonSql.probe(query);
        try (Statement statement = statement();
                ResultSet none = statement.executeQuery(probe)) {
            ResultSetMetaData about = none.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                columns.add(about.getColumnLabel(i));
            }
            return List.copyOf(columns);
        } catch (SQLException e) {
            throw new QueryFailed(side, probe, e);
        }
    }

    private @Nullable String problem(List<String> leftColumns, List<String> rightColumns) {
        if (new HashSet<>(leftColumns).size() < leftColumns.size()
                || new HashSet<>(rightColumns).size() < rightColumns.size()) {
            return "a query has two columns of the same name; name them apart with AS";
        }
        if (!new HashSet<>(leftColumns).equals(new HashSet<>(rightColumns))) {
            return "the queries have different columns: (%s) on the left, (%s) on the right"
                    .formatted(String.join(", ", leftColumns), String.join(", ", rightColumns));
        }
        List<String> unknown =
                key.stream().filter(name -> !leftColumns.contains(name)).toList();
        return unknown.isEmpty()
                ? null
                : "the queries have no column %s, which is in the key".formatted(String.join(", ", unknown));
    }

    private Statement statement() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        return statement;
    }
}
