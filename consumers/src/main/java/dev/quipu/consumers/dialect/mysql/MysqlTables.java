package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.OwnTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Quipu's own tables in the target's database, with names that begin with {@code quipu_}: a schema of their own would
 * be another database, which rights and backups of the target don't cover.
 */
final class MysqlTables implements OwnTables {

    /** A string, a name in quotes, or the schema before a table. */
    private static final Pattern SPELLED = Pattern.compile("'[^']*'|\"(\\w+)\"|\\b(quipu)\\.(?=\\w)");

    private static final String OPTIONS = " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    private static final Map<String, String> TABLES = Map.of(
            "fence", """
            only_row tinyint      NOT NULL DEFAULT 1 CHECK (only_row = 1),
            target   varchar(255) NOT NULL,
            epoch    bigint       NOT NULL,
            PRIMARY KEY (only_row)
            """,
            "history", """
            seq             bigint       NOT NULL AUTO_INCREMENT,
            `change`        varchar(255) NOT NULL,
            step            int          NOT NULL,
            direction       varchar(10)  NOT NULL,
            name            text         NOT NULL,
            digest          char(64)     NOT NULL,
            order_id        char(36)     NOT NULL,
            attempt         int          NOT NULL,
            epoch           bigint       NOT NULL,
            duration_micros bigint       NOT NULL,
            at              datetime(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            PRIMARY KEY (seq),
            UNIQUE KEY (`change`, step, direction, order_id)
            """,
            "journal", """
            `change`   varchar(255) NOT NULL,
            step       int          NOT NULL,
            direction  varchar(10)  NOT NULL,
            unit       int          NOT NULL,
            digest     char(64)     NOT NULL,
            epoch      bigint       NOT NULL,
            witness    text         NOT NULL,
            started_at datetime(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            done_at    datetime(6),
            PRIMARY KEY (`change`, step, direction, unit)
            """,
            "outbox", """
            seq   bigint   NOT NULL AUTO_INCREMENT,
            id    char(36) NOT NULL,
            entry longblob NOT NULL,
            PRIMARY KEY (seq),
            UNIQUE KEY (id)
            """,
            "mismatch", """
            `change`  varchar(255) NOT NULL,
            step      int          NOT NULL,
            place     int          NOT NULL,
            found     text         NOT NULL,
            row_key   longtext     NOT NULL,
            differing text         NOT NULL,
            at        datetime(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            PRIMARY KEY (`change`, step, place)
            """,
            "backup", """
            seq            bigint       NOT NULL AUTO_INCREMENT,
            `change`       varchar(255) NOT NULL,
            step           int          NOT NULL,
            copy_name      varchar(64)  NOT NULL,
            source         text         NOT NULL,
            row_count      bigint       NOT NULL,
            retain_seconds bigint       NOT NULL,
            made_at        datetime(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            dropped_at     datetime(6),
            PRIMARY KEY (seq)
            """,
            "backfill", """
            `change`      varchar(255) NOT NULL,
            step          int          NOT NULL,
            direction     varchar(10)  NOT NULL,
            reached       longtext,
            goal          longtext     NOT NULL,
            scanned       bigint       NOT NULL,
            changed       bigint       NOT NULL,
            batches       bigint       NOT NULL,
            quarantined   bigint       NOT NULL,
            accepted      bigint       NOT NULL,
            accepted_at   bigint       NOT NULL,
            held_micros   bigint       NOT NULL,
            worked_micros bigint       NOT NULL,
            batch_size    int          NOT NULL,
            PRIMARY KEY (`change`, step, direction)
            """,
            "quarantine", """
            seq       bigint       NOT NULL AUTO_INCREMENT,
            `change`  varchar(255) NOT NULL,
            step      int          NOT NULL,
            direction varchar(10)  NOT NULL,
            row_key   longtext     NOT NULL,
            sql_state varchar(10)  NOT NULL,
            message   text         NOT NULL,
            at        datetime(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            PRIMARY KEY (seq)
            """);

    @Override
    public void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                if (!exists(statement, table.getKey())) {
                    statement.execute("CREATE TABLE IF NOT EXISTS quipu_%s (%s)%s"
                            .formatted(table.getKey(), table.getValue(), OPTIONS));
                }
            }
        }
    }

    /** Looked up first: IF NOT EXISTS asks for the right to create, which an agent may not have. */
    private static boolean exists(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
            SELECT count(*) FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name = 'quipu_%s'
            """.formatted(table))) {
            return row.next() && row.getInt(1) == 1;
        }
    }

    @Override
    public String sql(String portable) {
        return SPELLED.matcher(portable)
                .replaceAll(match -> match.group(1) != null
                        ? "`" + match.group(1) + "`"
                        : match.group(2) != null ? match.group(2) + "_" : "$0");
    }

    @Override
    public String insertIfAbsent(String insert, String key) {
        return "%s ON DUPLICATE KEY UPDATE %s = %2$s".formatted(sql(insert), key);
    }
}
