package dev.quipu.consumers.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows or values that a statement takes away.
 *
 * @param what for messages, such as {@code DROP COLUMN note}
 * @param table where from; null if that can't be told
 * @param columns whose values are lost, if only those are; empty if whole rows are
 * @param isWholesale whether all goes at once, so that no script can bring it back
 */
public record Destruction(String what, @Nullable ScriptTable table, List<String> columns, boolean isWholesale) {

    /** Copies the columns. */
    public Destruction {
        columns = List.copyOf(columns);
    }

    static Destruction wholesale(String what, @Nullable ScriptTable table) {
        return new Destruction(what, table, List.of(), true);
    }

    static Destruction ofRows(String what, @Nullable ScriptTable table) {
        return new Destruction(what, table, List.of(), false);
    }

    /** {@code DROP COLUMN note of orders}. */
    @Override
    public String toString() {
        return table == null ? what : "%s of %s".formatted(what, table);
    }
}
