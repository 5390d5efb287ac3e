package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.LockHolder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Looks for InnoDB's open transactions, which are what holds locks. */
final class MysqlHolders {

    /** The beginning of a query: a transaction {@code b} with its session. */
    static final String SELECT = """
        SELECT b.trx_mysql_thread_id, p.user, b.trx_id, timestampdiff(SECOND, b.trx_started, now()), p.command
        FROM information_schema.innodb_trx b
        LEFT JOIN information_schema.processlist p ON p.id = b.trx_mysql_thread_id
        """;

    /** No such table, and no right to it. */
    static final Set<Integer> NOT_TOLD = Set.of(1109, 1142, 1146, 1227);

    private MysqlHolders() {}

    /**
     * What a query that begins with {@link #SELECT} finds; nothing if this server has not what it asks.
     *
     * @param what is locked, in words
     */
    static List<LockHolder> find(Connection control, String sql, String what, Object... parameters)
            throws SQLException {
        List<LockHolder> holders = new ArrayList<>();
        try (PreparedStatement query = control.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    holders.add(holder(row, what));
                }
            }
        } catch (SQLException e) {
            if (!NOT_TOLD.contains(e.getErrorCode())) {
                throw e;
            }
        }
        return holders;
    }

    private static LockHolder holder(ResultSet row, String what) throws SQLException {
        String command = row.getString(5);
        return new LockHolder(
                row.getString(1),
                Objects.requireNonNullElse(row.getString(2), ""),
                "",
                row.getString(3),
                Duration.ofSeconds(row.getLong(4)),
                command == null ? "" : command.equals("Sleep") ? "idle in transaction" : "active",
                what);
    }
}
