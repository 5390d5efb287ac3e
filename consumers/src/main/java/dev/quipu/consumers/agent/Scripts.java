package dev.quipu.consumers.agent;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sends scripts to the server. */
final class Scripts {

    private Scripts() {}

    /** Executes a whole script, reading every result to its end, since a later statement's error comes only then. */
    static void execute(Connection connection, String script) throws SQLException {
        if (script.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean rows = statement.execute(script);
            while (rows || statement.getUpdateCount() != -1) {
                rows = statement.getMoreResults();
            }
        }
    }
}
