package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.state.Application;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps on MariaDB, whose DDL commits by itself. */
class MariaDbStepTest {

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = Shop.onMariaDb();
        shop.execute("CREATE TABLE trace (seq int AUTO_INCREMENT PRIMARY KEY, what varchar(50))");
        agent = shop.agent();
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.close();
    }

    private List<String> trace() {
        return shop.column("SELECT what FROM trace ORDER BY seq");
    }

    @Test
    void areAppliedRolledBackAndAppliedAgain() {
        shop.approved(
                1,
                null,
                Shop.sql(
                        "table",
                        "CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (1);"
                                + " ALTER TABLE orders ADD note text; UPDATE orders SET note = 'it''s; one'",
                        "DROP TABLE orders"),
                Shop.sql("row", "INSERT INTO trace (what) VALUES ('row')", "DELETE FROM trace"),
                Shop.verify("fine", "SELECT count(*) FROM orders WHERE note = 'it''s; one'", "1"));

        shop.applied(1, 1);
        shop.rolledBack(1);
        assertThat(trace()).isEmpty();
        shop.applied(1, 1);

        assertThat(shop.query("SELECT note FROM orders")).isEqualTo("it's; one");
        assertThat(trace()).containsExactly("row");
        assertThat(shop.history())
                .isEqualTo("1.1 FORWARD, 1.2 FORWARD, 1.3 FORWARD, 1.3 BACK, 1.2 BACK, 1.1 BACK,"
                        + " 1.1 FORWARD, 1.2 FORWARD, 1.3 FORWARD");
        assertThat(shop.column("SELECT id FROM quipu.outbox")).isEmpty();
    }

    @Test
    void withoutDdlAreOneTransaction() {
        shop.approved(
                1,
                "INSERT INTO trace (what) VALUES ('one');\nINSERT INTO trace (what) VALUES ('two');\nSELECT nowhere",
                "SELECT 1");

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.code()).isEqualTo("42S22");
        assertThat(failed.message()).isEqualTo("Unknown column 'nowhere' in 'SELECT' (line 3)");
        assertThat(trace()).isEmpty();
        assertThat(shop.history()).isEqualTo("null");
    }

    @Test
    void withDdlGoOnAfterTheLastStatementThatIsDone() {
        shop.approved(1, """
            INSERT INTO trace (what) VALUES ('one');
            -- the second
            CREATE TABLE a (id int);
            BEGIN;
            INSERT INTO trace (what) VALUES ('two');
            INSERT INTO trace (what) SELECT 'three' FROM missing;
            COMMIT;
            CREATE TABLE b (id int);
            """, "DROP TABLE a");
        Application.Failed failed = shop.failed(1, 1);
        assertThat(failed.message()).contains("missing' doesn't exist (line 6)");
        assertThat(trace()).containsExactly("one");
        assertThat(shop.column("SELECT unit FROM quipu.journal WHERE done_at IS NOT NULL ORDER BY unit"))
                .containsExactly("1", "2");
        shop.execute("CREATE TABLE missing AS SELECT 1");

        shop.applied(1, 1);

        assertThat(trace()).containsExactly("one", "two", "three");
        assertThat(shop.query("SELECT count(*) FROM b")).isEqualTo("0");
        assertThat(shop.column("SELECT unit FROM quipu.journal")).isEmpty();
    }

    @Test
    void tellTheLineOfASyntaxError() {
        shop.approved(1, "SELECT 1;\n-- a remark\nCREATE TABLE t (\n  id int,\n  nonsense\n);", "SELECT 1");

        assertThat(shop.failed(1, 1).message()).contains("SQL syntax").endsWith("(line 6)");
    }

    @Test
    void makeRoutinesAndTriggersWithAndWithoutTheClientsDelimiter() {
        shop.approved(1, """
            CREATE TRIGGER doubled BEFORE INSERT ON trace FOR EACH ROW BEGIN
                IF NEW.what = 'a' THEN SET NEW.what = 'aa'; END IF;
            END;
            DELIMITER //
            CREATE PROCEDURE work() BEGIN INSERT INTO trace (what) VALUES ('a'); SELECT 1; END//
            DELIMITER ;
            CALL work();
            """, "DROP PROCEDURE work; DROP TRIGGER doubled");

        shop.applied(1, 1);

        assertThat(trace()).containsExactly("aa");
    }

    @Test
    void keepVariablesAndPreparedStatementsOfTheirScript() {
        shop.approved(1, """
            SET @old = @@foreign_key_checks, foreign_key_checks = 0;
            SET @n = (SELECT count(*) FROM trace);
            CREATE TABLE child (id int REFERENCES nowhere (id));
            INSERT INTO trace (what) VALUES ('later');
            SET @sql = concat('INSERT INTO trace (what) VALUES (', @n, ')');
            PREPARE insertion FROM @sql;
            EXECUTE insertion;
            SET foreign_key_checks = @old;
            """, "DROP TABLE child");

        shop.applied(1, 1);

        assertThat(trace()).containsExactly("later", "0");
    }

    @Test
    void leaveNothingOfTheirSessionToTheNext() {
        shop.approved(1, "SET @x = 1; SET sql_mode = 'ANSI_QUOTES'; CREATE TEMPORARY TABLE temp (id int)", "SELECT 1");
        shop.approved(
                2, "INSERT INTO trace (what) VALUES (coalesce(@x, \"none\")); CREATE TABLE temp (id int)", "SELECT 1");

        shop.applied(1, 2);

        assertThat(trace()).containsExactly("none");
        assertThat(shop.query("SELECT count(*) FROM temp")).isEqualTo("0");
    }

    @Test
    void reportAProcedureThatEndsTheirTransaction() {
        shop.execute("CREATE PROCEDURE work() BEGIN INSERT INTO trace (what) VALUES ('one'); COMMIT; END");
        shop.approved(1, "CALL work()", "SELECT 1");

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.code()).isEqualTo("transaction");
        shop.approved(2, "test", Shop.outsideTransaction("step", "CALL work()", null));
        shop.execute("DROP PROCEDURE work");
        shop.execute("CREATE PROCEDURE work() SELECT 1");
        shop.applied(1, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1; USE mysql           | content | USE leaves the target's database (line 1)",
                "LOCK TABLES trace WRITE       | content | locks Quipu's own tables out",
                "INSERT INTO trace VALUES (1, '4711'), (1, '4711')       | 23000 | Duplicate entry … for key 'PRIMARY'",
                "INSERT INTO trace VALUES ('4711x', '')                   | 01000 | Data truncated for column 'seq'",
                "UPDATE trace SET seq = str_to_date('4711x', '%Y')        | 22007 | Truncated incorrect",
                "INSERT INTO trace (what) SELECT repeat('4711', 20)       | 22001 | Data too long for column 'what'"
            })
    void tellWhatIsWrongWithoutRowData(String sql, String code, String message) {
        shop.execute("INSERT INTO trace (what) VALUES ('a')");
        shop.approved(1, sql, "SELECT 1");

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.code()).isEqualTo(code);
        assertThat(failed.message()).contains(message).doesNotContain("4711", "conn=");
    }

    @Test
    void compareQueries() {
        shop.execute("CREATE TABLE copy (seq int PRIMARY KEY, what varchar(50))");
        shop.execute("INSERT INTO trace (what) VALUES ('a'), ('b'), (null)");
        shop.execute("INSERT INTO copy VALUES (1, 'a'), (2, 'B!'), (4, 'd')");
        shop.approved(
                1, null, new Step.CompareStep("same", "SELECT * FROM trace", "SELECT * FROM copy", List.of("seq"), 0));

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.message())
                .contains(
                        "1 are missing on the left, 1 are missing on the right and 1 differ (what 1)",
                        "quipu_mismatch");
        assertThat(shop.column("SELECT row_key FROM quipu.mismatch ORDER BY place"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"varchar(50) PRIMARY KEY", "bigint NOT NULL UNIQUE"})
    void backfill(String key) {
        shop.execute("CREATE TABLE items (id %s, n int, filled int)".formatted(key));
        shop.execute("INSERT INTO items SELECT seq * 7, seq, NULL FROM seq_1_to_1050");
        shop.approved(
                1,
                null,
                new Step.BackfillStep(
                        "fill",
                        "items",
                        List.of(),
                        false,
                        new Fill.Rows("filled = coalesce(filled, 0) + n", null),
                        new Fill.Rows("filled = NULL", null),
                        Limits.of(Map.of("max-batch-size", "100", "sleep-ratio", "0"))));

        shop.applied(1, 1);

        assertThat(shop.query("SELECT count(*) FROM items WHERE filled = n")).isEqualTo("1050");
        assertThat(shop.column("SELECT step FROM quipu.backfill")).isEmpty();
    }
}
