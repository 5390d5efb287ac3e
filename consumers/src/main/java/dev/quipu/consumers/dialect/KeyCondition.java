package dev.quipu.consumers.dialect;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A condition that compares rows with one value of a key. Immutable.
 *
 * @param sql with a parameter for each element of {@code columns}; safe to combine with AND
 * @param columns for each parameter, which column of the key it takes, counted from 0
 */
public record KeyCondition(String sql, List<Integer> columns) {

    /** Copies the list. */
    public KeyCondition {
        columns = List.copyOf(columns);
    }

    /**
     * Sets the parameters.
     *
     * @param first number of the condition's first parameter in the statement, counted from 1
     * @param key the value of each column, as {@link KeysetSql#text} has it
     * @return the number of the first parameter after the condition
     */
    public int bind(PreparedStatement statement, int first, List<String> key) throws SQLException {
        int parameter = first;
        for (int column : columns) {
            statement.setString(parameter++, key.get(column));
        }
        return parameter;
    }
}
