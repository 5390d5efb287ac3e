package dev.quipu.consumers.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.consumers.TestMariaDb;
import dev.quipu.consumers.dialect.CatalogProbe.Verdict;
import dev.quipu.consumers.dialect.SqlScript;
import dev.quipu.consumers.dialect.SqlStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MysqlProbeTest {

    private Connection connection;
    private MysqlProbe probe;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(TestMariaDb.freshDatabase());
        probe = new MysqlProbe(connection);
        execute("CREATE TABLE t (id int, name varchar(20), KEY t_id (id))");
        execute("INSERT INTO t VALUES (1, 'one')");
        execute("CREATE TABLE u (id int)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SqlStatement statement(String sql) {
        return SqlScript.parseMysql(sql).statements().getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE made (id int)",
                "ALTER TABLE t ADD COLUMN more int",
                "ALTER TABLE t MODIFY id bigint NOT NULL",
                "ALTER TABLE t ADD CONSTRAINT positive CHECK (id > 0)",
                "ALTER TABLE t RENAME COLUMN name TO label",
                "ALTER TABLE t RENAME TO `odd name`",
                "RENAME TABLE t TO v, u TO w",
                "CREATE UNIQUE INDEX t_name ON t (name)",
                "DROP INDEX t_id ON t",
                "CREATE VIEW seen AS SELECT * FROM t",
                "CREATE OR REPLACE VIEW seen AS SELECT 2",
                "CREATE PROCEDURE p() SELECT 1",
                "CREATE FUNCTION f() RETURNS int RETURN 1",
                "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.name = 'x'",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1",
                "CREATE SEQUENCE s",
                "DROP TABLE IF EXISTS t, nowhere",
                "TRUNCATE TABLE t"
            })
    void seesThatAStatementTookEffect(String sql) throws SQLException {
        String before = probe.witness(statement(sql));
        if (!sql.startsWith("TRUNCATE")) {
            assertThat(probe.verdict(statement(sql), before)).isEqualTo(Verdict.RUN);
        }

        execute(sql);

        assertThat(probe.verdict(statement(sql), before)).isEqualTo(Verdict.TOOK_EFFECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE t FORCE", "ANALYZE TABLE t", "CREATE TABLE IF NOT EXISTS t (id int)"})
    void repeatsWhatLeavesNoTrace(String sql) throws SQLException {
        String before = probe.witness(statement(sql));
        execute(sql);

        assertThat(probe.verdict(statement(sql), before)).isEqualTo(Verdict.RUN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE t, u            | DROP TABLE u",
                "RENAME TABLE t TO v        | CREATE TABLE v (id int)",
                "ALTER TABLE t ADD more int | DROP TABLE t",
                "TRUNCATE TABLE t           | INSERT INTO t VALUES (2, 'two')",
                "CALL p()                   | SELECT 1",
                "DROP TABLE                 | SELECT 1"
            })
    void doesNotGuess(String sql, String instead) throws SQLException {
        String before = probe.witness(statement(sql));

        execute(instead);

        assertThat(probe.verdict(statement(sql), before)).isEqualTo(Verdict.UNDECIDABLE);
    }
}
