package dev.quipu.bench.contest;

import dev.quipu.bench.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a database's schema {@code public} looks like, in short, without the tools' own tables. */
final class SchemaDigest {

    private static final String QUERY = """
        SELECT md5(string_agg(line, E'\n' ORDER BY line)) || ' of ' || count(*) FROM (
            SELECT 'column ' || table_name || ' ' || column_name || ' ' || ordinal_position || ' ' || data_type || ' '
                || is_nullable || ' ' || coalesce(column_default, '') AS line
            FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT 'index ' || tablename || ' ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL
            SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(c.oid)
            FROM pg_constraint c WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
            UNION ALL
            SELECT 'trigger ' || tgrelid::regclass || ' ' || pg_get_triggerdef(t.oid) FROM pg_trigger t
            WHERE NOT tgisinternal
            UNION ALL
            SELECT 'function ' || p.oid::regprocedure || ' ' || md5(prosrc) FROM pg_proc p
            WHERE pronamespace = 'public'::regnamespace
        ) lines WHERE line !~ '^[a-z]+ (flyway_|databasechangelog)'
        """;

    private SchemaDigest() {}

    static String of(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, PostgresServer.USER, "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
