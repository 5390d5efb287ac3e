package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Catalog;
import dev.quipu.consumers.dialect.KeyColumn;
import dev.quipu.consumers.dialect.TableKey;
import dev.quipu.consumers.dialect.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** PostgreSQL's catalog. */
final class PostgresCatalog implements Catalog {

    /**
     * Indexes that are unique at once, whole and valid, over plain columns that are never null, all in ascending order
     * and with the order and collation that comparisons of the column use.
     */
    private static final String KEYS = """
        SELECT c.relname, i.indisprimary, a.attname, format_type(a.atttypid, a.atttypmod)
        FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_am m ON m.oid = c.relam AND m.amname = 'btree'
        CROSS JOIN LATERAL generate_series(0, i.indnkeyatts - 1) AS position
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[position]
        WHERE i.indrelid = (SELECT t.oid FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
                            WHERE n.nspname = ? AND t.relname = ?)
          AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indisready AND i.indpred IS NULL
          AND NOT EXISTS (
              SELECT FROM generate_series(0, i.indnkeyatts - 1) AS p
              LEFT JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = i.indkey[p] AND k.attnum > 0
              LEFT JOIN pg_opclass o ON o.oid = i.indclass[p]
              WHERE k.attnotnull IS NOT TRUE OR o.opcdefault IS NOT TRUE
                 OR i.indoption[p] & 1 = 1 OR i.indcollation[p] <> k.attcollation)
        ORDER BY i.indisprimary DESC, c.relname, position
        """;

    private final Connection connection;

    PostgresCatalog(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<TableName> find(String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
            SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p')
            """)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new TableName(row.getString(1), row.getString(2))) : Optional.empty();
            }
        }
    }

    @Override
    public List<TableKey> keys(TableName table) throws SQLException {
        Map<String, TableKey> keys = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(KEYS)) {
            query.setString(1, table.schema());
            query.setString(2, table.name());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    KeyColumn column = new KeyColumn(row.getString(3), row.getString(4));
                    TableKey key = new TableKey(row.getString(1), row.getBoolean(2), List.of(column));
                    keys.merge(key.name(), key, PostgresCatalog::joined);
                }
            }
        }
        return List.copyOf(keys.values());
    }

    private static TableKey joined(TableKey key, TableKey more) {
        List<KeyColumn> columns = new ArrayList<>(key.columns());
        columns.addAll(more.columns());
        return new TableKey(key.name(), key.isPrimary(), columns);
    }

    /** A table that was never analysed has -1; a partitioned one, the sum of its leaves. */
    @Override
    public OptionalLong estimatedRows(TableName table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
            WITH RECURSIVE part AS (
                SELECT c.oid, c.reltuples, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ?
                UNION ALL
                SELECT c.oid, c.reltuples, c.relkind FROM part p JOIN pg_inherits i ON i.inhparent = p.oid
                JOIN pg_class c ON c.oid = i.inhrelid)
            SELECT sum(reltuples)::bigint FROM part WHERE relkind = 'r' HAVING bool_and(reltuples >= 0)
            """)) {
            query.setString(1, table.schema());
            query.setString(2, table.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
