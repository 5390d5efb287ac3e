package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.LockHolder;
import dev.quipu.consumers.dialect.LockWait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees from another session what a session waits for. Who holds a table's metadata lock is not to be seen. */
final class MysqlWaits {

    private static final String STATE = "SELECT state FROM information_schema.processlist WHERE id = ?";

    private static final String OF_A_ROW = MysqlHolders.SELECT + """
        WHERE b.trx_id IN (
            SELECT w.%s FROM %s w JOIN information_schema.innodb_trx r ON r.trx_id = w.%s
            WHERE r.trx_mysql_thread_id = ?)
        ORDER BY b.trx_started
        """;

    /** Who holds a metadata lock may be untold, and then anybody who is in a transaction may be it. */
    private static final String OF_A_TABLE = MysqlHolders.SELECT + """
        WHERE b.trx_mysql_thread_id NOT IN (?, connection_id()) AND p.db = DATABASE()
        ORDER BY b.trx_started
        """;

    private static final String A_ROW = "rows that another transaction has changed";
    private static final String A_TABLE = "a table that an open transaction has used";

    private static final String WAITING = """
        SELECT count(DISTINCT w.%s) FROM %s w
        JOIN information_schema.innodb_trx b ON b.trx_id = w.%s
        WHERE b.trx_mysql_thread_id = %%d
        """;

    private static final String MARIADB = "information_schema.innodb_lock_waits";
    private static final String MYSQL = "performance_schema.data_lock_waits";
    private static final String MYSQL_REQUESTING = "requesting_engine_transaction_id";
    private static final String MYSQL_BLOCKING = "blocking_engine_transaction_id";

    /** How many wait for a session, asked of MariaDB's table of waits and of MySQL's. */
    static final List<String> WAITERS = List.of(
            WAITING.formatted("requesting_trx_id", MARIADB, "blocking_trx_id"),
            WAITING.formatted(MYSQL_REQUESTING, MYSQL, MYSQL_BLOCKING));

    private static final List<String> QUERIES = List.of(
            OF_A_ROW.formatted("blocking_trx_id", MARIADB, "requesting_trx_id"),
            OF_A_ROW.formatted(MYSQL_BLOCKING, MYSQL, MYSQL_REQUESTING));

    private MysqlWaits() {}

    static @Nullable LockWait of(Connection control, long session) throws SQLException {
        String state = state(control, session);
        if (state.startsWith("Waiting for") && state.contains("lock")) {
            return new LockWait(A_TABLE, MysqlHolders.find(control, OF_A_TABLE, A_TABLE, session));
        }
        for (String query : QUERIES) {
            List<LockHolder> holders = MysqlHolders.find(control, query, A_ROW, session);
            if (!holders.isEmpty()) {
                return new LockWait(A_ROW, holders);
            }
        }
        return null;
    }

    private static String state(Connection control, long session) throws SQLException {
        try (PreparedStatement query = control.prepareStatement(STATE)) {
            query.setLong(1, session);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? String.valueOf(row.getString(1)) : "";
            }
        }
    }
}
