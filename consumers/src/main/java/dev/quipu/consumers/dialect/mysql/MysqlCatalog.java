package dev.quipu.consumers.dialect.mysql;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The information schema of MySQL and MariaDB. */
final class MysqlCatalog implements Catalog {

    private static final String PART = "(`(?:[^`]|``)+`|[^`.\\s]+)";
    private static final Pattern NAME = Pattern.compile("\\s*(?:" + PART + "\\s*\\.\\s*)?" + PART + "\\s*");

    /**
     * Whole columns that are never null, in ascending order, of types whose text is exact and compares like the value:
     * a timestamp's is two moments once a year, an enumeration's has another order.
     */
    private static final String KEYS = """
        SELECT s.index_name, s.column_name, c.column_type,
               s.sub_part IS NULL AND c.is_nullable = 'NO' AND s.collation = 'A' AND s.index_type = 'BTREE'
               AND c.data_type IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'char', 'varchar',
                                   'binary', 'varbinary', 'date', 'datetime', 'time', 'uuid') AS usable
        FROM information_schema.statistics s
        LEFT JOIN information_schema.columns c
          ON c.table_schema = s.table_schema AND c.table_name = s.table_name AND c.column_name = s.column_name
        WHERE s.table_schema = ? AND s.table_name = ? AND s.non_unique = 0
        ORDER BY s.index_name <> 'PRIMARY', s.index_name, s.seq_in_index
        """;

    private final Connection connection;

    MysqlCatalog(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<TableName> find(String name) throws SQLException {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement("""
            SELECT table_schema, table_name FROM information_schema.tables
            WHERE table_schema = coalesce(?, DATABASE()) AND table_name = ?
              AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
            """)) {
            query.setString(1, plain(matcher.group(1)));
            query.setString(2, plain(matcher.group(2)));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new TableName(row.getString(1), row.getString(2))) : Optional.empty();
            }
        }
    }

    private static @Nullable String plain(@Nullable String written) {
        return written == null || !written.startsWith("`")
                ? written
                : written.substring(1, written.length() - 1).replace("``", "`");
    }

    @Override
    public List<TableKey> keys(TableName table) throws SQLException {
        Map<String, List<KeyColumn>> keys = new LinkedHashMap<>();
        List<String> unusable = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(KEYS)) {
            query.setString(1, table.schema());
            query.setString(2, table.name());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(4)) {
                        keys.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                                .add(new KeyColumn(row.getString(2), row.getString(3)));
                    } else {
                        unusable.add(row.getString(1));
                    }
                }
            }
        }
        unusable.forEach(keys::remove);
        return keys.entrySet().stream()
                .map(key -> new TableKey(key.getKey(), key.getKey().equals("PRIMARY"), key.getValue()))
                .toList();
    }

    @Override
    public OptionalLong estimatedRows(TableName table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT table_rows FROM information_schema.tables WHERE table_schema = ? AND table_name = ?")) {
            query.setString(1, table.schema());
            query.setString(2, table.name());
            try (ResultSet row = query.executeQuery()) {
                boolean known = row.next() && row.getObject(1) != null;
                return known ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
