package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.RowSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How MySQL and MariaDB read and compare rows. */
final class MysqlRowSql implements RowSql {

    @Override
    public void beginSnapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
    }

    @Override
    public String differ(String one, String other) {
        return "NOT (%s <=> %s)".formatted(one, other);
    }

    @Override
    public boolean hasFullJoin() {
        return false;
    }
}
