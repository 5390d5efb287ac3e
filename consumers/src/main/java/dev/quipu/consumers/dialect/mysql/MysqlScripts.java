package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.LocatedException;
import dev.quipu.consumers.dialect.SqlScript;
import dev.quipu.consumers.dialect.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sends scripts to the server statement by statement, which tells more of an error than a script sent whole. */
final class MysqlScripts {

    private MysqlScripts() {}

    static void run(Connection connection, SqlScript script) throws SQLException {
        for (SqlStatement one : script.statements()) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                readAll(statement, statement.execute(one.text()));
            } catch (SQLException e) {
                throw new LocatedException(e, line(one, e));
            }
        }
    }

    /** A later result's error comes only when it is read. */
    private static void readAll(Statement statement, boolean isRows) throws SQLException {
        boolean rows = isRows;
        while (rows || statement.getUpdateCount() != -1) {
            rows = statement.getMoreResults();
        }
    }

    /** The server counts lines from the beginning of the statement's text, which are those of comments first. */
    private static int line(SqlStatement statement, SQLException e) {
        int counted = MysqlErrors.line(e);
        int first =
                SqlScript.parseMysql(statement.text()).statements().getFirst().line();
        return statement.line() + (counted == 0 ? 0 : counted - first);
    }
}
