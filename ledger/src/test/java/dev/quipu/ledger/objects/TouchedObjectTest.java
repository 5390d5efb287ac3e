package dev.quipu.ledger.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TouchedObjectTest {

    @Test
    void isATableWithItsColumns() {
        assertThat(touched("""
            CREATE TABLE IF NOT EXISTS shop."Orders" (
                id bigint PRIMARY KEY, -- the key, not a column
                total numeric(10, 2) NOT NULL DEFAULT 0,
                "when" timestamp with time zone,
                CONSTRAINT positive CHECK (total >= 0),
                UNIQUE (id, total)
            )\
            """))
                .containsExactly(
                        "create table shop Orders Orders",
                        "create column shop Orders id bigint",
                        "create column shop Orders total numeric(10, 2)",
                        "create column shop Orders when timestamp with time zone",
                        "create constraint shop Orders positive",
                        "create constraint shop Orders");
    }

    @Test
    void isEachActionOfAnAlterTable() {
        assertThat(touched("""
            ALTER TABLE IF EXISTS ONLY orders
                ADD COLUMN IF NOT EXISTS currency varchar(3) DEFAULT 'EUR, or so',
                ADD total int,
                DROP COLUMN IF EXISTS price CASCADE,
                ALTER COLUMN amount SET DATA TYPE numeric(12, 4) USING amount::numeric,
                ALTER note SET NOT NULL,
                ADD CONSTRAINT known FOREIGN KEY (currency) REFERENCES currencies (code),
                DROP CONSTRAINT old,
                VALIDATE CONSTRAINT known,
                OWNER TO someone\
            """))
                .containsExactly(
                        "create column orders currency varchar(3)",
                        "create column orders total int",
                        "drop column orders price !",
                        "alter column orders amount numeric(12, 4)",
                        "alter column orders note",
                        "create constraint orders known",
                        "drop constraint orders old",
                        "alter constraint orders known",
                        "alter table orders orders");
    }

    @Test
    void isNamedAnew() {
        assertThat(touched(
                        "ALTER TABLE a RENAME TO b; ALTER TABLE a RENAME COLUMN x TO y; ALTER TABLE a RENAME x TO y"))
                .containsExactly("rename table a a >b", "rename column a x >y", "rename column a x >y");
        assertThat(touched("RENAME TABLE a TO b, c TO d; ALTER INDEX i RENAME TO j; ALTER TABLE a RENAME"
                        + " CONSTRAINT x TO y"))
                .containsExactly(
                        "rename table a a >b", "rename table c c >d", "rename index i >j", "rename constraint a x >y");
    }

    @Test
    void isInMysqlsWords() {
        assertThat(touched("""
            ALTER TABLE `orders` MODIFY COLUMN `total` decimal(10,2) NOT NULL, CHANGE a b int, ADD INDEX i (x), DROP KEY k;
            CREATE TABLE t (id int AUTO_INCREMENT, KEY k (id)) ENGINE=InnoDB\
            """))
                .containsExactly(
                        "alter column orders total decimal(10,2)",
                        "alter column orders a int",
                        "rename column orders a >b",
                        "create index orders i",
                        "drop index orders k",
                        "create table t t",
                        "create column t id int",
                        "create index t k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON orders USING btree (currency, lower(note)) |"
                        + " create index orders i currency",
                "CREATE INDEX ON orders (a, b) | create index orders a, b",
                "DROP INDEX CONCURRENTLY IF EXISTS i | drop index i",
                "DROP INDEX i ON orders | drop index orders i",
                "CREATE OR REPLACE VIEW v AS SELECT 1 | create view v",
                "CREATE MATERIALIZED VIEW v AS SELECT 1 | create materialized view v",
                "DROP MATERIALIZED VIEW v | drop materialized view v !",
                "CREATE TYPE mood AS ENUM ('a', 'b') | create type mood",
                "ALTER TYPE mood ADD VALUE 'c' | alter type mood",
                "CREATE SCHEMA IF NOT EXISTS s | create schema s",
                "DROP SCHEMA s CASCADE | drop schema s !",
                "CREATE EXTENSION IF NOT EXISTS pgcrypto | create extension pgcrypto",
                "CREATE SEQUENCE s.q | create sequence s q",
                "CREATE FUNCTION f(a int, b int) RETURNS int AS $x$ DROP TABLE t; $x$ LANGUAGE sql | create function f",
                "DROP FUNCTION f(int, int) | drop function f",
                "CREATE TRIGGER g BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f() | create trigger orders g",
                "DROP TRIGGER g ON orders | drop trigger orders g",
                "CREATE POLICY p ON orders | create policy orders p",
                "DROP TABLE IF EXISTS orders | drop table orders orders !",
                "TRUNCATE TABLE orders | truncate table orders orders !",
                "INSERT INTO orders (id) VALUES (1) | insert table orders orders",
                "DELETE FROM ONLY orders WHERE id = 1 | delete table orders orders !",
                "UPDATE orders SET currency = 'EUR' WHERE currency IS NULL AND x = 1 | update column orders currency",
                "UPDATE ONLY s.orders o SET o.currency = 'EUR' | update column s orders currency",
                "MERGE INTO orders USING x ON true WHEN MATCHED THEN DELETE | merge table orders orders",
                "COPY orders FROM STDIN | copy table orders orders",
                "COMMENT ON COLUMN s.orders.currency IS 'x' | comment column s orders currency",
                "COMMENT ON TABLE orders IS 'x' | comment table orders orders",
                "GRANT SELECT ON orders TO reader | grant table orders orders",
                "REVOKE ALL ON SCHEMA s FROM reader | revoke schema s",
                "GRANT admin TO ben | grant statement",
                "WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone | delete table a a !;"
                        + " insert table b b",
                "WITH x AS (SELECT 1) UPDATE t SET a = 1 | update column t a",
                "SELECT 1 | select statement",
                "DO $$ BEGIN DROP TABLE t; END $$ | do statement",
                "SET lock_timeout = '1s' | set statement",
                "/* no; /* nested */ still */ VACUUM orders | vacuum statement",
                "nonsense 'here' | nonsense statement",
                "CREATE | create statement",
                "ALTER TABLE | alter table ? ?",
                "DROP TABLE a.b, \"C\" | drop table a b b !; drop table C C !"
            })
    void isFoundIn(String sql, String expected) {
        assertThat(String.join("; ", touched(sql))).isEqualTo(expected);
    }

    @Test
    void isOneOfManyThatAnUpdateSets() {
        assertThat(touched("UPDATE t SET a = f(1, 2), (b, c) = (SELECT 1, 2), d = 'x, e = 1' WHERE f = 1"))
                .containsExactly("update column t a", "update column t b", "update column t c", "update column t d");
    }

    @Test
    void isNotFoundInStringsAndComments() {
        assertThat(touched("""
            -- DROP TABLE a;
            SELECT 'it''s; DROP TABLE b', E'it\\'s; DROP TABLE c', $q$; DROP TABLE d$q$, "x;y" /* ; DROP TABLE e */;
            """)).containsExactly("select statement");
    }

    @Test
    void isNothingInAnEmptyScript() {
        assertThat(touched(" ;; -- nothing\n /* open")).isEmpty();
        assertThat(touched("SELECT 'open")).hasSize(1);
        assertThat(touched("SELECT $open$ x")).hasSize(1);
        assertThat(touched("CREATE TABLE t (a int")).hasSize(2);
    }

    @Test
    void isLookedForInAnyBeginningOfAScript() {
        String script = """
            CREATE TABLE s."t" (a numeric(1, 2) DEFAULT 'x', CONSTRAINT c CHECK (a > 0)); ALTER TABLE t ADD (b int),
            RENAME TO u, CHANGE a b int; CREATE INDEX i ON t USING btree (a); UPDATE t SET (a, b) = (1, $q$2$q$);
            WITH x AS (DELETE FROM t RETURNING *) SELECT /* y */ E'\\' FROM x; DROP FUNCTION f(int), g(int);
            COMMENT ON COLUMN a.b.c IS 'x'; GRANT SELECT ON SCHEMA s TO r; RENAME TABLE a TO b; MERGE INTO t\
            """;
        for (int length = 0; length <= script.length(); length++) {
            assertThat(touched(script.substring(0, length))).hasSizeLessThan(30);
        }
    }

    private static List<String> touched(String sql) {
        return SqlScanner.statements(sql).stream()
                .flatMap(statement -> StatementReader.read(statement, sql).stream())
                .map(TouchedObjectTest::text)
                .toList();
    }

    private static String text(TouchedObject object) {
        Stream<String> words = Stream.of(
                object.verb(),
                object.kind(),
                object.schema(),
                object.table(),
                object.name(),
                object.type(),
                object.newName() == null ? null : ">" + object.newName(),
                object.isDestructive() ? "!" : null);
        return String.join(" ", words.filter(Objects::nonNull).toList());
    }
}
