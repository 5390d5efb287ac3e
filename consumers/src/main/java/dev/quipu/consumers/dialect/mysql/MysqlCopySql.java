package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.CopySql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Copies beside Quipu's other tables in the target's database. */
final class MysqlCopySql implements CopySql {

    private static final String PREFIX = "quipu_backup_";

    @Override
    public String table(String copy) {
        return quoted(PREFIX + copy);
    }

    @Override
    public void prepare(Connection connection) {}

    @Override
    public boolean exists(Connection connection, String copy) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?
            """)) {
            statement.setString(1, PREFIX + copy);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    @Override
    public String rename(String copy, String newName) {
        return "ALTER TABLE %s RENAME TO %s".formatted(table(copy), table(newName));
    }

    @Override
    public String insertMissing(String table, String copy) {
        return "INSERT IGNORE INTO %s SELECT * FROM %s".formatted(table, table(copy));
    }

    @Override
    public String putBack(String table, String copy, List<String> columns, String key) {
        String set = columns.stream()
                .map(column -> "present.%1$s = saved.%1$s".formatted(quoted(column)))
                .collect(Collectors.joining(", "));
        return "UPDATE %s AS present JOIN %s AS saved ON present.%s = saved.%3$s SET %s"
                .formatted(table, table(copy), quoted(key), set);
    }

    @Override
    public String secondsSince(String time) {
        return "timestampdiff(SECOND, %s, now())".formatted(time);
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
