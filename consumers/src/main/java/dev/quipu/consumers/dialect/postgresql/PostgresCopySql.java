package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.CopySql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Copies in a schema of their own. */
final class PostgresCopySql implements CopySql {

    private static final String SCHEMA = "quipu_backup";

    /** No keyword has a digit in it, and the names of copies have. */
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]*[0-9][a-z0-9_]*|id");

    @Override
    public String table(String copy) {
        return "%s.%s".formatted(SCHEMA, brief(copy));
    }

    /** Looked up first: IF NOT EXISTS asks for the right to create, which an agent may not have. */
    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regnamespace('quipu_backup') IS NULL")) {
            if (row.next() && row.getBoolean(1)) {
                statement.execute("CREATE SCHEMA " + SCHEMA);
            }
        }
    }

    @Override
    public boolean exists(Connection connection, String copy) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, table(copy));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public String rename(String copy, String newName) {
        return "ALTER TABLE %s RENAME TO %s".formatted(table(copy), brief(newName));
    }

    @Override
    public String insertMissing(String table, String copy) {
        return "INSERT INTO %s SELECT * FROM %s ON CONFLICT DO NOTHING".formatted(table, table(copy));
    }

    @Override
    public String putBack(String table, String copy, List<String> columns, String key) {
        String set = columns.stream()
                .map(column -> "%s = saved.%s".formatted(brief(column), brief(column)))
                .collect(Collectors.joining(", "));
        return "UPDATE %s AS now SET %s FROM %s AS saved WHERE now.%s = saved.%s"
                .formatted(table, set, table(copy), brief(key), brief(key));
    }

    @Override
    public String secondsSince(String time) {
        return "EXTRACT(EPOCH FROM now() - %s)".formatted(time);
    }

    /** In quotes only where it needs them. */
    private static String brief(String name) {
        return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
