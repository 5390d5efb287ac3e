package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.LockDemand;
import dev.quipu.consumers.dialect.LockHolder;
import dev.quipu.consumers.dialect.MysqlDdl;
import dev.quipu.consumers.dialect.MysqlDdl.Change;
import dev.quipu.consumers.dialect.MysqlDdl.Kind;
import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.consumers.dialect.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tables whose definition changes: for that, every transaction that has used them must end. Who has used them is told
 * by the plugin METADATA_LOCK_INFO of MariaDB or by the performance schema; where neither is there, nobody is found.
 *
 * @param tables as written in the statements
 */
record MysqlLockDemand(List<String> tables) implements LockDemand {

    private static final String BY_PLUGIN = MysqlHolders.SELECT + """
        WHERE b.trx_mysql_thread_id IN (
            SELECT m.thread_id FROM information_schema.metadata_lock_info m
            WHERE m.table_schema = ? AND m.table_name = ?)
        ORDER BY b.trx_started
        """;

    private static final String BY_PERFORMANCE_SCHEMA = MysqlHolders.SELECT + """
        WHERE b.trx_mysql_thread_id IN (
            SELECT s.processlist_id FROM performance_schema.metadata_locks m
            JOIN performance_schema.threads s ON s.thread_id = m.owner_thread_id
            WHERE m.object_type = 'TABLE' AND m.lock_status = 'GRANTED'
              AND m.object_schema = ? AND m.object_name = ?)
        ORDER BY b.trx_started
        """;

    private static final List<String> QUERIES = List.of(BY_PLUGIN, BY_PERFORMANCE_SCHEMA);

    MysqlLockDemand {
        tables = List.copyOf(tables);
    }

    static LockDemand of(List<SqlStatement> statements) {
        List<String> tables = statements.stream()
                .flatMap(statement -> MysqlDdl.of(statement).effects().stream())
                .filter(effect -> effect.kind() == Kind.TABLE && effect.change() != Change.APPEARS)
                .map(MysqlDdl.Effect::name)
                .distinct()
                .toList();
        return tables.isEmpty() ? NONE : new MysqlLockDemand(tables);
    }

    @Override
    public List<LockHolder> holders(Connection control, Set<String> ours) throws SQLException {
        List<LockHolder> holders = new ArrayList<>();
        for (String table : tables) {
            TableName found = new MysqlCatalog(control).find(table).orElse(null);
            if (found != null) {
                holders(control, found).stream()
                        .filter(holder -> !ours.contains(holder.session()))
                        .forEach(holders::add);
            }
        }
        return holders;
    }

    private static List<LockHolder> holders(Connection control, TableName table) throws SQLException {
        for (String query : QUERIES) {
            List<LockHolder> holders =
                    MysqlHolders.find(control, query, "table " + table.name(), table.schema(), table.name());
            if (!holders.isEmpty()) {
                return holders;
            }
        }
        return List.of();
    }
}
