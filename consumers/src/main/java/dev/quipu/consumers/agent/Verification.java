package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.ledger.change.Step.VerifyStep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Runs the query of a verify step. */
final class Verification {

    private static final int ENOUGH_ROWS = 100;

    private Verification() {}

    /** The failure, or null if the answer is the expected one. Values of rows are never part of it. */
    static @Nullable Failure check(Dialect dialect, Connection connection, VerifyStep step) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setMaxRows(ENOUGH_ROWS);
            String query = dialect.sessions().limited(dialect.parse(step.query()), ENOUGH_ROWS);
            if (!statement.execute(query)) {
                return Failure.verify("step '%s' is no query: it returns no rows".formatted(step.name()));
            }
            try (ResultSet rows = statement.getResultSet()) {
                String expected = step.expect();
                return expected == null ? checkEmpty(step, rows) : checkValue(step, rows, expected);
            }
        }
    }

    private static @Nullable Failure checkEmpty(VerifyStep step, ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count == 0
                ? null
                : Failure.verify("step '%s' expects no rows and found %d%s"
                        .formatted(step.name(), count, count == ENOUGH_ROWS ? " or more" : ""));
    }

    private static @Nullable Failure checkValue(VerifyStep step, ResultSet rows, String expected) throws SQLException {
        String found = rows.next() ? text(rows) : null;
        if (expected.equals(found) && rows.getMetaData().getColumnCount() == 1 && !rows.next()) {
            return null;
        }
        boolean number = found != null && found.matches("-?[0-9]{1,18}");
        return Failure.verify("step '%s' expects %s and found %s"
                .formatted(step.name(), expected, number ? found : "something else"));
    }

    /** The server's text for a value, but {@code true} and {@code false} in full, as change files write them. */
    private static @Nullable String text(ResultSet row) throws SQLException {
        return row.getMetaData().getColumnType(1) == Types.BIT && row.getObject(1) instanceof Boolean answer
                ? answer.toString()
                : row.getString(1);
    }
}
