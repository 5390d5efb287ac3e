package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.MysqlDdl.Change;
import dev.quipu.consumers.dialect.MysqlDdl.Effect;
import dev.quipu.ledger.event.Digest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Pattern;

/** What a server says of single objects, in a short line each: absent, or the digest of their definition. */
final class ObjectStates {

    static final String ABSENT = "absent";
    static final String EMPTY = "empty";

    /** The server doesn't understand the name, or doesn't tell this user. */
    static final String UNKNOWN = "unknown";

    private static final String ROWS = "rows";

    /** No such database, table, routine, trigger or event. */
    private static final Set<Integer> NOT_THERE = Set.of(1049, 1146, 1305, 1360, 1539, 4091);

    /** Inserts change it. */
    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    private final Connection connection;

    ObjectStates(Connection connection) {
        this.connection = connection;
    }

    String of(Effect effect) throws SQLException {
        if (effect.change() == Change.EMPTIES) {
            String rows = first("SELECT EXISTS (SELECT 1 FROM %s)".formatted(effect.name()));
            return rows.equals("0") ? EMPTY : rows.equals("1") ? ROWS : rows;
        }
        String definition = first("SHOW CREATE %s %s".formatted(effect.kind(), effect.name()));
        return definition.equals(ABSENT) || definition.equals(UNKNOWN)
                ? definition
                : Digest.of(COUNTER.matcher(definition).replaceAll("").getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /** All columns of the answer's only row. */
    private String first(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            StringBuilder text = new StringBuilder();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                text.append(column == 1 ? "" : "\n").append(row.getString(column));
            }
            return text.toString();
        } catch (SQLException e) {
            if (NOT_THERE.contains(e.getErrorCode())) {
                return ABSENT;
            }
            if (String.valueOf(e.getSQLState()).startsWith("42")) {
                return UNKNOWN;
            }
            throw e;
        }
    }
}
