package dev.quipu.consumers.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.consumers.TestPostgres;
import dev.quipu.consumers.dialect.SqlStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words tell is compared with what the server locks. */
class StatementLocksTest {

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection(TestPostgres.freshDatabase());
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                CREATE SCHEMA app;
                CREATE TABLE t (id int PRIMARY KEY, name text, other int, CONSTRAINT named CHECK (id > 0) NOT VALID);
                CREATE TABLE app."Odd Name" (id int PRIMARY KEY);
                CREATE TABLE parted (id int, at date) PARTITION BY RANGE (at);
                CREATE TABLE part PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE TABLE loose (id int, at date);
                CREATE INDEX t_name ON t (name);
                CREATE VIEW v AS SELECT id FROM t;
                CREATE MATERIALIZED VIEW mv AS SELECT id FROM t;
                CREATE UNIQUE INDEX mv_id ON mv (id);
                CREATE SEQUENCE s;
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
                CREATE TRIGGER existing BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
                """);
        }
        connection.setAutoCommit(false);
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ALTER TABLE t ADD COLUMN a int | t ACCESS_EXCLUSIVE",
                "alter table if exists only public.t add a numeric(10, 2), alter column name set statistics 10 | t"
                        + " ACCESS_EXCLUSIVE",
                "ALTER TABLE t VALIDATE CONSTRAINT named | t SHARE_UPDATE_EXCLUSIVE",
                "ALTER TABLE t ALTER name SET STATISTICS 10, SET (fillfactor = 70) | t SHARE_UPDATE_EXCLUSIVE",
                "ALTER TABLE t DISABLE TRIGGER existing | t SHARE_ROW_EXCLUSIVE",
                "ALTER TABLE t RENAME name TO title | t ACCESS_EXCLUSIVE",
                "ALTER TABLE t ADD FOREIGN KEY (other) REFERENCES app.\"Odd Name\" (id) NOT VALID | t"
                        + " SHARE_ROW_EXCLUSIVE, app.\"Odd Name\" SHARE_ROW_EXCLUSIVE",
                "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (other) REFERENCES app.\"Odd Name\" | t"
                        + " SHARE_ROW_EXCLUSIVE, app.\"Odd Name\" SHARE_ROW_EXCLUSIVE",
                "ALTER TABLE parted ADD COLUMN a int | parted ACCESS_EXCLUSIVE, part ACCESS_EXCLUSIVE",
                "ALTER TABLE parted ATTACH PARTITION loose FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') | parted"
                        + " SHARE_UPDATE_EXCLUSIVE, loose ACCESS_EXCLUSIVE",
                "ALTER TABLE parted DETACH PARTITION part | parted ACCESS_EXCLUSIVE, part ACCESS_EXCLUSIVE",
                "CREATE TABLE n (id int REFERENCES t, x int REFERENCES app.\"Odd Name\" (id)) | t SHARE_ROW_EXCLUSIVE,"
                        + " app.\"Odd Name\" SHARE_ROW_EXCLUSIVE",
                "CREATE TABLE IF NOT EXISTS n PARTITION OF parted FOR VALUES FROM ('2027-01-01') TO ('2028-01-01') |"
                        + " parted ACCESS_EXCLUSIVE",
                "CREATE INDEX ON t (name) | t SHARE",
                "CREATE UNIQUE INDEX IF NOT EXISTS i ON parted USING btree (id, at) | parted SHARE, part SHARE",
                "CREATE TRIGGER x BEFORE UPDATE OF name ON t FOR EACH ROW EXECUTE FUNCTION f() | t SHARE_ROW_EXCLUSIVE",
                "CREATE OR REPLACE TRIGGER x AFTER INSERT OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION f() | t"
                        + " SHARE_ROW_EXCLUSIVE",
                "CREATE POLICY p ON t USING (true) | t ACCESS_EXCLUSIVE",
                "CREATE RULE r AS ON INSERT TO t DO ALSO NOTHING | t ACCESS_EXCLUSIVE",
                "CREATE OR REPLACE VIEW v AS SELECT id FROM t | v ACCESS_EXCLUSIVE",
                "DROP TABLE IF EXISTS loose, part CASCADE | loose ACCESS_EXCLUSIVE, part ACCESS_EXCLUSIVE",
                "DROP TABLE parted | parted ACCESS_EXCLUSIVE, part ACCESS_EXCLUSIVE",
                "DROP VIEW v | v ACCESS_EXCLUSIVE",
                "DROP INDEX t_name | t_name ACCESS_EXCLUSIVE",
                "DROP TRIGGER IF EXISTS existing ON t | t ACCESS_EXCLUSIVE",
                "TRUNCATE t, ONLY loose | t ACCESS_EXCLUSIVE, loose ACCESS_EXCLUSIVE",
                "TRUNCATE TABLE parted * RESTART IDENTITY | parted ACCESS_EXCLUSIVE, part ACCESS_EXCLUSIVE",
                "LOCK TABLE t, v | t ACCESS_EXCLUSIVE, v ACCESS_EXCLUSIVE",
                "LOCK t IN SHARE ROW EXCLUSIVE MODE NOWAIT | t SHARE_ROW_EXCLUSIVE",
                "CLUSTER t USING t_name | t ACCESS_EXCLUSIVE",
                "REINDEX TABLE t | t SHARE",
                "REINDEX (VERBOSE) INDEX t_name | t_name ACCESS_EXCLUSIVE",
                "REFRESH MATERIALIZED VIEW mv | mv ACCESS_EXCLUSIVE",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY mv | mv EXCLUSIVE",
                "COMMENT ON TABLE t IS 'x' | t SHARE_UPDATE_EXCLUSIVE",
                "COMMENT ON COLUMN public.t.name IS 'x' | t SHARE_UPDATE_EXCLUSIVE",
                "ALTER VIEW v RENAME TO w | v ACCESS_EXCLUSIVE",
                "ALTER SEQUENCE s RESTART | s SHARE_ROW_EXCLUSIVE"
            })
    void areThoseOfTheServer(String sql, String expected) throws SQLException {
        List<String> told = told(sql);

        assertThat(told)
                .containsAll(Optional.of(expected)
                        .map(all -> List.of(all.split(", ")))
                        .get());
        assertThat(taken(sql)).containsAll(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1",
                "INSERT INTO t VALUES (1)",
                "CREATE TABLE n (id int)",
                "CREATE INDEX CONCURRENTLY i ON t (id)",
                "DROP INDEX CONCURRENTLY t_name",
                "REINDEX TABLE CONCURRENTLY t",
                "VACUUM (ANALYZE) t",
                "ALTER TYPE t ADD VALUE 'x'",
                "DO $$ BEGIN DROP TABLE t; END $$",
                "ALTER TABLE",
                "ALTER TABLE t ,",
                "ALTER TABLE 'x' ADD y",
                "TRUNCATE",
                "LOCK TABLE t IN",
                "LOCK TABLE t IN SOME MODE",
                "COMMENT ON COLUMN x IS 'y'",
                "CREATE TRIGGER x",
                "VACUUM FULL"
            })
    void areNoneThatAnybodyWaitsFor(String sql) {
        assertThat(locks(sql))
                .filteredOn(lock -> !lock.relation().equals("t") || !sql.contains(","))
                .isEmpty();
    }

    /** With partitions that are there. */
    private static List<String> told(String sql) throws SQLException {
        List<String> told = new ArrayList<>();
        for (TableLock lock : locks(sql)) {
            String family = lock.withChildren()
                    ? "SELECT to_regclass(?)::text UNION SELECT inhrelid::regclass::text FROM pg_inherits WHERE"
                            + " inhparent = to_regclass(?)"
                    : "SELECT to_regclass(?)::text WHERE ? <> ''";
            try (var query = connection.prepareStatement(family)) {
                query.setString(1, lock.relation());
                query.setString(2, lock.relation());
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        told.add(row.getString(1) + " " + lock.mode());
                    }
                }
            }
        }
        connection.rollback();
        return told;
    }

    private static List<String> taken(String sql) throws SQLException {
        List<String> taken = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT relation::regclass FROM pg_locks WHERE false");
            // names as they are before the statement changes them
            statement.execute("CREATE TEMP TABLE names ON COMMIT DROP AS SELECT oid, oid::regclass::text AS name"
                    + " FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'app'::regnamespace)");
            statement.execute(sql);
            try (ResultSet row = statement.executeQuery("""
                SELECT name, mode FROM pg_locks JOIN names ON oid = relation
                WHERE pid = pg_backend_pid() AND granted
                """)) {
                while (row.next()) {
                    taken.add(row.getString(1) + " "
                            + LockMode.ofView(row.getString(2)).orElseThrow());
                }
            }
        } finally {
            connection.rollback();
        }
        return taken;
    }

    private static List<TableLock> locks(String sql) {
        List<SqlStatement> statements = new PostgresDialect().parse(sql).statements();
        return statements.stream()
                .flatMap(statement -> StatementLocks.of(statement).stream())
                .toList();
    }
}
