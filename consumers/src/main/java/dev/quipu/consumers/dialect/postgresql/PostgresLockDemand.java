package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.LockDemand;
import dev.quipu.consumers.dialect.LockHolder;
import dev.quipu.consumers.dialect.SqlStatement;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Locks on PostgreSQL's tables, looked for in {@code pg_locks}. */
record PostgresLockDemand(List<TableLock> locks) implements LockDemand {

    /**
     * Holders of any mode. An index stands for its table too, because whoever uses the table locks both. Autovacuum
     * makes room for whoever waits for it, unless it is there to prevent wraparound. Prepared transactions have no
     * process.
     */
    private static final String HOLDERS = """
        WITH RECURSIVE demanded AS (
            SELECT name, mode, children, to_regclass(name)::oid AS oid
            FROM unnest(?, ?, ?) AS d(name, mode, children)
        ), relations AS (
            SELECT oid, mode, children FROM demanded WHERE oid IS NOT NULL
            UNION
            SELECT i.indrelid, d.mode, d.children FROM demanded d JOIN pg_index i ON i.indexrelid = d.oid
            UNION
            SELECT i.inhrelid, r.mode, true FROM relations r JOIN pg_inherits i ON i.inhparent = r.oid AND r.children
        )
        SELECT r.mode, l.mode, l.pid, l.virtualtransaction, a.usename, a.application_name, a.state,
               extract(epoch FROM now() - coalesce(a.xact_start, p.prepared)), c.relkind, l.relation::regclass
        FROM relations r
        JOIN pg_locks l ON l.locktype = 'relation' AND l.granted AND l.relation = r.oid
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        JOIN pg_class c ON c.oid = l.relation
        LEFT JOIN pg_stat_activity a ON a.pid = l.pid
        LEFT JOIN pg_prepared_xacts p
            ON l.pid IS NULL AND p.transaction::text = split_part(l.virtualtransaction, '/', 2)
        WHERE a.backend_type IS DISTINCT FROM 'autovacuum worker' OR a.query LIKE '%to prevent wraparound%'
        """;

    /** Most databases that are changed have nobody else in a transaction: then there is nothing to work out. */
    private static final String ANYBODY = """
        SELECT count(*) FROM (
            SELECT FROM pg_locks
            WHERE locktype = 'relation' AND granted AND (pid IS NULL OR pid <> ALL (string_to_array(?, ',')::int[]))
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1) AS anybody\
        """;

    PostgresLockDemand {
        locks = List.copyOf(locks);
    }

    /** Names without a schema are left out if the statements decide themselves where such names are looked for. */
    static LockDemand of(List<SqlStatement> statements) {
        boolean ownPath = statements.stream().anyMatch(PostgresLockDemand::movesNames);
        List<TableLock> locks = statements.stream()
                .flatMap(statement -> StatementLocks.of(statement).stream())
                .filter(lock -> !ownPath || lock.isQualified())
                .distinct()
                .toList();
        return locks.isEmpty() ? NONE : new PostgresLockDemand(locks);
    }

    private static boolean movesNames(SqlStatement statement) {
        return statement.words().contains("SET_CONFIG")
                || (statement.word(0).equals("SET")
                        && statement.words().stream()
                                .limit(3)
                                .anyMatch(word -> word.equals("SEARCH_PATH")
                                        || word.equals("SCHEMA")
                                        || word.equals("ROLE")
                                        || word.equals("AUTHORIZATION")));
    }

    @Override
    public List<LockHolder> holders(Connection control, Set<String> ours) throws SQLException {
        Answer anybody = PostgresCalls.send(control, List.of(anybody(ours))).getFirst();
        return LockDemand.isNobody(anybody) ? List.of() : conflicting(control, ours);
    }

    @Override
    public Call anybody(Set<String> ours) {
        return Call.of(ANYBODY, String.join(",", ours));
    }

    private List<LockHolder> conflicting(Connection control, Set<String> ours) throws SQLException {
        Map<String, LockHolder> holders = new LinkedHashMap<>();
        try (PreparedStatement query = control.prepareStatement(HOLDERS)) {
            query.setArray(1, array(control, "text", TableLock::relation));
            query.setArray(2, array(control, "text", lock -> lock.mode().name()));
            query.setArray(3, array(control, "bool", TableLock::withChildren));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    LockHolder holder = Holders.read(row, 3, Holders.relation(row.getString(9), row.getString(10)));
                    if (!ours.contains(holder.session()) && conflicts(row.getString(1), row.getString(2))) {
                        holders.putIfAbsent(holder.session() + holder.transaction(), holder);
                    }
                }
            }
        }
        return new ArrayList<>(holders.values());
    }

    private Array array(Connection connection, String type, Function<TableLock, Object> field) throws SQLException {
        return connection.createArrayOf(type, locks.stream().map(field).toArray());
    }

    private static boolean conflicts(String wanted, String held) {
        return LockMode.ofView(held)
                .filter(LockMode.valueOf(wanted)::conflictsWith)
                .isPresent();
    }
}
