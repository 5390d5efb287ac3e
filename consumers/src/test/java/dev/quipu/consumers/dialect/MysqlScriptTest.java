package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MysqlScriptTest {

    private static List<String> texts(String script) {
        return SqlScript.parseMysql(script).statements().stream()
                .map(SqlStatement::text)
                .toList();
    }

    private static SqlStatement statement(String sql) {
        return SqlScript.parseMysql(sql).statements().getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ';', \";\", `;`, 'it''s;', 'back\\';slash', \"a\"\";\"",
                "SELECT 1 -- ;\n + 1",
                "SELECT 1 # ;\n + 1",
                "SELECT 1 /* ; */ + 1",
                "SELECT 5--3",
                "CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END",
                "CREATE PROCEDURE p() IF a THEN SELECT 1; ELSE SELECT IF(b, 1, 2); END IF",
                "CREATE PROCEDURE p(IN a INT) DETERMINISTIC WHILE a > 0 DO SET a = a - 1; END WHILE",
                "CREATE DEFINER = 'a'@'b' FUNCTION f() RETURNS INT BEGIN RETURN CASE WHEN 1 THEN 2 ELSE 3 END; END",
                "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN IF(1, REPEAT('a', 2), 3)",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN IF NEW.a THEN SET NEW.b = 1; END IF; END",
                "CREATE OR REPLACE PROCEDURE p() l: LOOP IF x THEN LEAVE l; END IF; REPEAT SET y = 1; UNTIL y END"
                        + " REPEAT; END LOOP",
                "CREATE PROCEDURE p() BEGIN CASE a WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE; END",
                "CREATE PROCEDURE IF NOT EXISTS p() BEGIN DECLARE CONTINUE HANDLER FOR NOT FOUND SET d = 1; FOR i IN"
                        + " 1..3 DO SELECT i; END FOR; END",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM x; DELETE FROM y; END",
                "BEGIN NOT ATOMIC SELECT 1; IF a THEN SELECT 2; END IF; END",
                "CREATE TABLE IF NOT EXISTS x (a INT)",
                "/*!50001 CREATE VIEW v AS SELECT 1 */"
            })
    void hasStatementsThatEndAtTheirOwnSemicolon(String sql) {
        assertThat(texts(sql + ";\nSELECT 'next'")).containsExactly(sql, "SELECT 'next'");
    }

    @Test
    void understandsTheDelimitersOfTheClient() {
        String script = """
            DELIMITER //
            CREATE PROCEDURE p() BEGIN SELECT 1; END//
            SELECT 'a//b' //
            delimiter ;
            SELECT 2;
            """;

        assertThat(texts(script))
                .containsExactly("CREATE PROCEDURE p() BEGIN SELECT 1; END", "SELECT 'a//b'", "SELECT 2");
        assertThat(SqlScript.parseMysql(script).statements())
                .extracting(SqlStatement::line)
                .containsExactly(2, 3, 5);
    }

    @Test
    void seesIntoExecutableComments() {
        assertThat(statement("/*!40101 SET NAMES utf8 */").words()).containsExactly("SET", "NAMES", "UTF8");
        assertThat(statement("/*M!100100 ALTER TABLE t FORCE */").words()).startsWith("ALTER", "TABLE", "T");
        assertThat(SqlScript.parseMysql("/* only */ -- a\n# comment\n;").isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE TABLE t (id INT), true",
        "CREATE TEMPORARY TABLE t (id INT), false",
        "DROP TEMPORARY TABLE t, false",
        "DROP PREPARE s, false",
        "ALTER TABLE t ADD a INT, true",
        "TRUNCATE t, true",
        "RENAME TABLE a TO b, true",
        "GRANT SELECT ON t TO u, true",
        "EXECUTE s, true",
        "INSERT INTO t VALUES (1), false",
        "START TRANSACTION, false",
        "START SLAVE, true",
        "CALL p(), false",
        "LOAD DATA INFILE 'f' INTO TABLE t, false"
    })
    void knowsWhatCommitsByItself(String sql, boolean commits) {
        assertThat(new MysqlRules().commits(statement(sql))).isEqualTo(commits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET FOREIGN_KEY_CHECKS = 0 | true",
                "SET @OLD = @@SQL_MODE, SQL_MODE = 'ANSI' | true",
                "SET @n = (SELECT count(*) FROM t) | false",
                "SET @now = CURRENT_TIMESTAMP | false",
                "SET GLOBAL max_connections = 1 | false",
                "SET SESSION sql_mode = @OLD | true",
                "SET PASSWORD = 'x' | false"
            })
    void setsAgainOnlyWhatComesOutTheSame(String sql, boolean setting) {
        assertThat(new MysqlRules().isSetting(statement(sql))).isEqualTo(setting);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET @n = (SELECT 1) | @N",
                "SELECT a INTO @x FROM t | @X",
                "SELECT @y := 1 | @Y",
                "PREPARE s FROM @q | S",
                "CREATE TEMPORARY TABLE IF NOT EXISTS t (id INT) | T",
                "CALL p(@out) | @OUT"
            })
    void knowsWhatDiesWithTheSession(String sql, String name) {
        assertThat(new MysqlRules().sessionNames(statement(sql))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT INTO t VALUES (@n)", "SELECT @n, @m FROM t", "DELETE FROM t WHERE a = @n"})
    void knowsWhatOnlyUsesVariables(String sql) {
        assertThat(new MysqlRules().sessionNames(statement(sql))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USE other",
                "LOCK TABLES t WRITE",
                "UNLOCK TABLES",
                "SET autocommit = 0",
                "SET @@autocommit = 1",
                "SET SESSION autocommit = 0",
                "SET ROLE admin",
                "SET NAMES latin1",
                "SOURCE file.sql",
                "XA START 'a'"
            })
    void refusesWhatAnAgentCannotRun(String sql) {
        assertThat(new MysqlRules().unfit(statement(sql))).isNotNull();
        assertThat(new MysqlRules().unfit(statement("SET NAMES 'utf8mb4'"))).isNull();
    }

    @Test
    void takesTransactionsApartThatDdlCommits() {
        SqlScript script = SqlScript.parseMysql("""
            BEGIN; INSERT INTO t VALUES (1); ALTER TABLE t ADD a INT; INSERT INTO t VALUES (2); COMMIT;
            BEGIN; INSERT INTO t VALUES (3); INSERT INTO t VALUES (4); COMMIT;
            BEGIN; INSERT INTO t VALUES (5); DROP TABLE x; INSERT INTO t VALUES (6); ROLLBACK;
            """);

        assertThat(script.units())
                .extracting(SqlUnit::text)
                .containsExactly(
                        "INSERT INTO t VALUES (1)",
                        "ALTER TABLE t ADD a INT",
                        "INSERT INTO t VALUES (2)",
                        "BEGIN;\nINSERT INTO t VALUES (3);\nINSERT INTO t VALUES (4);\nCOMMIT",
                        "INSERT INTO t VALUES (5)",
                        "DROP TABLE x");
    }
}
