package dev.quipu.consumers.dialect;

import java.util.List;

/**
 * One statement of Quipu's own. Immutable, but for byte arrays among the values, which nobody changes.
 *
 * @param sql in the database's spelling, with a {@code ?} per value
 */
public record Call(String sql, List<Object> values) {

    /** Copies the list. */
    public Call {
        values = List.copyOf(values);
    }

    /** A call with these values. */
    public static Call of(String sql, Object... values) {
        return new Call(sql, List.of(values));
    }
}
