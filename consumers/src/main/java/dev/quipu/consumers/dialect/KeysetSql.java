package dev.quipu.consumers.dialect;

import java.util.stream.Collectors;

/**
 * The SQL by which a table is walked along a key without OFFSET: from the last row of one batch to the first of the
 * next. Key values travel as text, which is exact for every type that {@link Catalog#keys} lets be a key. Pure.
 */
public interface KeysetSql {

    /** An identifier in quotes. */
    String quote(String identifier);

    /** A table in quotes. */
    default String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.name());
    }

    /** An expression that gives a column's value as text. */
    String text(KeyColumn column);

    /** The condition that a row comes after a key. */
    KeyCondition after(TableKey key);

    /** The condition that a row comes before a key, or has it. */
    KeyCondition upTo(TableKey key);

    /** The columns in order, for ORDER BY. */
    default String order(TableKey key) {
        return key.columns().stream().map(column -> quote(column.name())).collect(Collectors.joining(", "));
    }
}
