package dev.quipu.consumers.dialect;

import java.util.List;

/**
 * A key that tells any two rows of a table apart and by which they can be walked in order: unique, without nulls, and
 * with an index in ascending order over whole columns. Immutable.
 *
 * @param name of its index
 * @param columns at least one, in the index's order
 */
public record TableKey(String name, boolean isPrimary, List<KeyColumn> columns) {

    /** Copies the list. */
    public TableKey {
        columns = List.copyOf(columns);
    }
}
