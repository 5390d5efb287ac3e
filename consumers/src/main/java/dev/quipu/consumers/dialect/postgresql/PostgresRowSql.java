package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.RowSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How PostgreSQL reads and compares rows. */
final class PostgresRowSql implements RowSql {

    @Override
    public void beginSnapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
    }

    @Override
    public String differ(String one, String other) {
        return one + " IS DISTINCT FROM " + other;
    }

    @Override
    public boolean hasFullJoin() {
        return true;
    }
}
