package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.quipu.consumers.dialect.BackupRule.Need;
import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Phase;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE orders | DROP TABLE of orders",
                "DROP TABLE IF EXISTS shop.\"Or\"\"ders\" CASCADE | DROP TABLE of shop.Or\"ders",
                "DROP TABLE a, shop.b | DROP TABLE of a, DROP TABLE of shop.b",
                "ALTER TABLE orders DROP note | DROP COLUMN note of orders",
                "ALTER TABLE IF EXISTS ONLY orders ADD a numeric(8, 2), DROP COLUMN IF EXISTS b CASCADE, DROP \"C\" |"
                        + " DROP COLUMN b of orders, DROP COLUMN C of orders",
                "TRUNCATE orders | TRUNCATE of orders",
                "truncate table only a, b restart identity | TRUNCATE of a, TRUNCATE of b",
                "DELETE FROM ONLY orders WHERE id = 1 | DELETE of orders",
                "UPDATE orders SET a = 1, (b, c) = (SELECT 1, 2) WHERE d = 3 | UPDATE of orders",
                "WITH gone AS (DELETE FROM orders RETURNING *) INSERT INTO archive SELECT * FROM gone | DELETE of"
                        + " orders",
                "WITH x AS (SELECT 1) UPDATE orders SET a = 1 | UPDATE of orders",
                "MERGE INTO orders USING x ON true WHEN MATCHED THEN DELETE | MERGE of orders",
                "DROP SCHEMA shop CASCADE | DROP SCHEMA",
                "DROP TYPE status CASCADE | DROP TYPE … CASCADE"
            })
    void seesWhatAStatementDestroys(String sql, String expected) {
        assertThat(needs(sql(sql, null)))
                .extracting(need -> need.destruction().toString())
                .containsExactly(expected.split(", (?=[A-Z])"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders DROP CONSTRAINT k, ALTER COLUMN a DROP DEFAULT, ALTER b DROP NOT NULL",
                "ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES b ON DELETE CASCADE ON UPDATE CASCADE",
                "DROP INDEX i; DROP VIEW v; DROP TYPE status; DROP FUNCTION f",
                "SELECT * FROM orders FOR UPDATE; GRANT DELETE, UPDATE, TRUNCATE ON orders TO shop",
                "CREATE TRIGGER t BEFORE DELETE OR UPDATE ON orders EXECUTE FUNCTION f()",
                "INSERT INTO orders VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1",
                "COMMENT ON TABLE orders IS 'DROP TABLE orders'; -- DROP TABLE orders"
            })
    void leavesAllElseAlone(String sql) {
        assertThat(needs(sql(sql, null))).isEmpty();
    }

    @Test
    void wantsNoCopyOfWhatTheChangeHasMadeItself() {
        assertThat(needs(
                        sql("CREATE TEMP TABLE a (id int); CREATE TABLE IF NOT EXISTS b ()", null),
                        sql("DELETE FROM a; ALTER TABLE a RENAME TO c; DROP TABLE c", null),
                        sql("ALTER TABLE d ADD COLUMN x int, ADD y int, ADD IF NOT EXISTS z int", null),
                        sql("UPDATE d SET x = 1, y = 2; UPDATE d SET z = 1", null),
                        sql("ALTER TABLE d DROP x; DROP TABLE b", null)))
                .extracting(Need::step, need -> need.destruction().toString())
                .containsExactly(tuple(4, "UPDATE of d"), tuple(5, "DROP TABLE of b"));
    }

    @Test
    void takesARollbackForAWayBackOfRowsButNotOfTables() {
        assertThat(needs(
                        sql("UPDATE orders SET cents = cents * 100; DELETE FROM orders WHERE id = 1", "SELECT 1"),
                        sql("ALTER TABLE orders DROP note; TRUNCATE orders", "SELECT 2")))
                .extracting(need -> need.destruction().what())
                .containsExactly("DROP COLUMN note", "TRUNCATE");
    }

    @Test
    void findsTheCopyThatWasMadeBefore() {
        ChangeFile change = change(
                sql("DELETE FROM orders", null),
                backup("shop.\"orders\""),
                backup("Customers"),
                sql("DELETE FROM orders; DROP TABLE public.customers, other.orders", null));

        assertThat(BackupRule.needs(change, SqlScript::parse))
                .extracting(Need::copies)
                .containsExactly(Set.of(), Set.of(2), Set.of(3), Set.of());
        assertThat(BackupRule.missing(change, SqlScript::parse))
                .extracting(Need::message)
                .containsExactly(
                        "DELETE of orders destroys data, and no backup step before it copies orders",
                        "DROP TABLE of other.orders destroys data, and no backup step before it copies other.orders");
    }

    @Test
    void isSatisfiedWithAReason() {
        assertThat(BackupRule.missing(
                        change(sql("DROP TABLE orders", null)).waivingBackup("it was empty"), SqlScript::parse))
                .isEmpty();
    }

    @Test
    void isPartOfTheCheckOfChangeFiles() {
        assertThat(ScriptCheck.problems(change(sql("-- gone\nDROP TABLE orders", null)), "postgresql", "f.yaml"))
                .singleElement()
                .hasToString("f.yaml: sql of step 'step 1', line 2: DROP TABLE of orders destroys data, and no backup"
                        + " step before it copies orders. Put '- backup: {table: orders}' before it, or say"
                        + " 'waive-backup: <reason>' at the top of the file.");
        assertThat(ScriptCheck.problems(
                        change(
                                new BackupStep("a", "orders o", null, BackupStep.RETAIN),
                                new BackupStep("b", "orders", "true); DROP TABLE x; SELECT (1", BackupStep.RETAIN)),
                        "postgresql",
                        "f.yaml"))
                .extracting(Object::toString)
                .satisfiesExactly(
                        name -> assertThat(name).contains("'table' is no name of a table"),
                        where -> assertThat(where).contains("'where' is no condition"));
    }

    private static List<Need> needs(Step... steps) {
        return BackupRule.needs(change(steps), SqlScript::parse);
    }

    private static Step sql(String sql, @Nullable String rollback) {
        return new Step.SqlStep("step", sql, rollback, true);
    }

    private static Step backup(String table) {
        return new BackupStep("step", table, null, BackupStep.RETAIN);
    }

    private static ChangeFile change(Step... steps) {
        List<Step> named = Stream.iterate(1, i -> i + 1)
                .limit(steps.length)
                .map(i -> named(steps[i - 1], i))
                .toList();
        boolean reversible = named.stream().allMatch(Step::isReversible);
        return new ChangeFile(
                ChangeId.parse("orders/7"),
                "test",
                "test",
                null,
                Phase.CONTRACT,
                List.of(),
                List.of(),
                named,
                reversible ? null : "test");
    }

    private static Step named(Step step, int number) {
        String name = "step " + number;
        return switch (step) {
            case Step.SqlStep sql -> new Step.SqlStep(name, sql.sql(), sql.rollback(), true);
            case BackupStep backup -> new BackupStep(name, backup.table(), backup.where(), backup.retain());
            default -> throw new IllegalArgumentException(name);
        };
    }
}
