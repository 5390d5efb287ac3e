package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b'",
                "SELECT 'it''s; fine'",
                "SELECT 'ends with a backslash\\'",
                "SELECT E'it\\'s; escaped'",
                "SELECT E'a''b\\';'",
                "SELECT e'a'\n  'b\\';'",
                "SELECT E'\\\\'",
                "SELECT U&'d\\0061;t'",
                "SELECT \"a;b\", \"c\"\"d;\"",
                "SELECT $1, a$b$c FROM t",
                "SELECT a ? b, '?', x ?| ARRAY['a']",
                "/* a /* b; */ c; */ SELECT 1",
                "-- a; b\nSELECT 1 -- c; d\n + 1",
                "DO $$BEGIN PERFORM 1; END$$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $a$ SELECT $$;$$; SELECT 1; $a$",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2))",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
                "CREATE FUNCTION f() RETURNS int BEGIN /* ; */ ATOMIC SELECT 1; END",
                "create or replace procedure f(a int) begin atomic insert into t values (1); end",
                "CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC"
                        + " SELECT CASE WHEN a = 1 THEN CASE WHEN true THEN 1 END ELSE 3 END; SELECT 2; END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT t.end, t.case FROM t; SELECT 1 AS \"end\"; END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; SELECT end_x, begin_x FROM t; END",
                "CREATE TABLE \"begin\" (\"atomic\" int)"
            })
    void keepsOneStatementWhole(String sql) {
        assertThat(texts("SELECT 1;" + sql + "; SELECT 2")).containsExactly("SELECT 1", sql, "SELECT 2");
    }

    @Test
    void leavesABodyAtItsEnd() {
        String body = "CREATE FUNCTION %s() RETURNS int BEGIN ATOMIC SELECT 1; END";

        assertThat(texts(body.formatted("f") + ";\n" + body.formatted("g") + "; SELECT 9"))
                .containsExactly(body.formatted("f"), body.formatted("g"), "SELECT 9");
    }

    @Test
    void doesNotTakeATransactionForABody() {
        assertThat(texts("SELECT * FROM atomic; BEGIN; SELECT CASE WHEN a THEN 1 END; END; SELECT 2"))
                .containsExactly("SELECT * FROM atomic", "BEGIN", "SELECT CASE WHEN a THEN 1 END", "END", "SELECT 2");
    }

    @Test
    void dropsWhatIsNoStatement() {
        for (String empty : List.of("", ";;;", " \n-- only a remark", "/* a */;-- b\n;")) {
            assertThat(SqlScript.parse(empty).isEmpty()).as(empty).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a",
                "SELECT \"a",
                "SELECT $$ a;",
                "/* a;",
                "SELECT E'a\\",
                "SELECT (1; 2",
                "x'",
                "$",
                "\\"
            })
    void survivesWhatNeverEnds(String sql) {
        assertThat(SqlScript.parse(sql).statements()).hasSizeLessThan(2);
    }

    @Test
    void knowsLinesAndWords() {
        SqlScript script = SqlScript.parse("-- first\r\nselect 1;\n\n/* hint\n */ create\n  unique index \"I\" on t;");

        assertThat(script.statements()).extracting(SqlStatement::line).containsExactly(2, 5);
        assertThat(script.statements().getLast().words()).startsWith("CREATE", "UNIQUE", "INDEX", "\"I\"", "ON", "T");
        assertThat(script.statements().getLast().text()).startsWith("/* hint\n */ create");
    }

    @Test
    void groupsExplicitTransactions() {
        SqlScript script = SqlScript.parse("""
            SELECT 1;
            BEGIN; SELECT 2; ROLLBACK TO a; COMMIT AND CHAIN; SELECT 3; COMMIT;
            VACUUM;
            START TRANSACTION; SELECT 4; ROLLBACK WORK TO SAVEPOINT b; END;
            BEGIN; SELECT 5;
            """);

        assertThat(script.units()).extracting(SqlUnit::line).containsExactly(1, 2, 3, 4, 5);
        assertThat(script.units()).extracting(SqlUnit::isBlock).containsExactly(false, true, false, true, true);
        assertThat(script.units()).extracting(SqlUnit::isUnfinished).containsExactly(false, false, false, false, true);
        assertThat(script.units().get(1).text())
                .isEqualTo("BEGIN;\nSELECT 2;\nROLLBACK TO a;\nCOMMIT AND CHAIN;\nSELECT 3;\nCOMMIT");
    }

    @Test
    void takesOffAnOuterTransaction() {
        assertThat(outer("-- why\nBEGIN; -- now\nSELECT 1;\ncommit;\n-- done"))
                .isEqualTo("-- why\n -- now\nSELECT 1;\n\n-- done\n");
        assertThat(outer("START TRANSACTION;SELECT 1;END")).isEqualTo("SELECT 1;\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "BEGIN; SELECT 1",
                "SELECT 0; BEGIN; SELECT 1; COMMIT",
                "BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT",
                "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT",
                "BEGIN; SELECT 1; ROLLBACK"
            })
    void leavesOtherTransactionsAlone(String sql) {
        assertThat(outer(sql)).isEqualTo(sql);
    }

    private static String outer(String sql) {
        return SqlScript.parse(sql).withoutOuterTransaction();
    }

    private static List<String> texts(String sql) {
        return SqlScript.parse(sql).statements().stream()
                .map(SqlStatement::text)
                .toList();
    }
}
