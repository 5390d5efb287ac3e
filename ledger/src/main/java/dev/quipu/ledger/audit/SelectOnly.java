package dev.quipu.ledger.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Lets through one statement that reads. The database's own parser says what a statement is. */
final class SelectOnly {

    private static final String PARSE = """
        SELECT parsed ->> 'error_type', parsed ->> 'error_message', json_array_length(parsed -> 'statements')
        FROM (SELECT json_serialize_sql(?::VARCHAR) AS parsed)
        """;

    private SelectOnly() {}

    /** @throws QueryException if it is anything else */
    static void require(Connection connection, String sql) throws SQLException {
        try (PreparedStatement parse = connection.prepareStatement(PARSE)) {
            parse.setString(1, sql);
            try (ResultSet result = parse.executeQuery()) {
                result.next();
                check(result.getString(1), result.getString(2), result.getInt(3));
            }
        }
    }

    private static void check(String errorType, String error, int statements) {
        if ("parser".equals(errorType)) {
            throw new QueryException("the SQL can't be read: " + error, "Correct it. It is DuckDB's SQL.");
        }
        if (errorType != null || statements != 1) {
            throw new QueryException(
                    errorType == null
                            ? "there are %d statements, and one is answered at a time".formatted(statements)
                            : "the statement does more than read, or is no query",
                    "Write one SELECT. Its answer goes into a file with: --file FILE");
        }
    }
}
