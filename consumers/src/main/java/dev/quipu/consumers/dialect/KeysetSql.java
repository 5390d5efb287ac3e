package dev.quipu.consumers.dialect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL by which a table is walked along a key without OFFSET: from the last row of one batch to the first of the
 * next. Key values travel as text, which is exact for every type that {@link Catalog#keys} lets be a key. Pure.
 */
public interface KeysetSql {

    /** Where a row stands to a value of the key. */
    enum Place {
        AFTER(">"),
        UP_TO("<="),
        BEFORE("<"),
        DOWN_TO(">=");

        private final String operator;

        Place(String operator) {
            this.operator = operator;
        }

        /** The comparison of SQL. */
        public String operator() {
            return operator;
        }
    }

    /** An identifier in quotes. */
    String quote(String identifier);

    /** A table in quotes. */
    default String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.name());
    }

    /** An expression that gives a column's value as text. */
    String text(KeyColumn column);

    /**
     * The condition that a row has this place; safe to combine with AND.
     *
     * @param prefix stands before each column's name: an alias and a dot, or nothing
     * @param values the value of each column, as {@link #text} has it and as a literal of SQL
     */
    String condition(TableKey key, Place place, String prefix, List<String> values);

    /** The columns in order, for ORDER BY. */
    default String order(TableKey key, boolean descending) {
        String suffix = descending ? " DESC" : "";
        return key.columns().stream()
                .map(column -> quote(column.name()) + suffix)
                .collect(Collectors.joining(", "));
    }
}
