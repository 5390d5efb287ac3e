package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MysqlDdlTest {

    private static MysqlDdl ddl(String sql) {
        return MysqlDdl.of(SqlScript.parseMysql(sql).statements().getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE `a b`.t (id INT) | APPEARS TABLE `a b`.t",
                "CREATE TABLE IF NOT EXISTS Orders (id INT) | APPEARS TABLE Orders",
                "CREATE OR REPLACE ALGORITHM = MERGE DEFINER = 'a'@'b' VIEW v AS SELECT 1 | CHANGES TABLE v",
                "CREATE UNIQUE INDEX i USING BTREE ON s.t (a) | CHANGES TABLE s.t",
                "CREATE DEFINER = CURRENT_USER TRIGGER tr AFTER INSERT ON t FOR EACH ROW SET @a = 1 | APPEARS TRIGGER"
                        + " tr",
                "CREATE FUNCTION f() RETURNS INT RETURN 1 | APPEARS FUNCTION f",
                "CREATE DATABASE d | APPEARS DATABASE d",
                "DROP TABLE IF EXISTS a, b.c | VANISHES TABLE a, VANISHES TABLE b.c",
                "DROP INDEX i ON t | CHANGES TABLE t",
                "DROP PROCEDURE p | VANISHES PROCEDURE p",
                "ALTER TABLE t ADD a INT, RENAME COLUMN b TO c | CHANGES TABLE t",
                "ALTER TABLE t RENAME TO u | VANISHES TABLE t, APPEARS TABLE u",
                "ALTER TABLE t RENAME u | VANISHES TABLE t, APPEARS TABLE u",
                "ALTER EVENT e DISABLE | CHANGES EVENT e",
                "RENAME TABLE a TO b, c TO d | VANISHES TABLE a, VANISHES TABLE c, APPEARS TABLE b, APPEARS TABLE d",
                "RENAME TABLE a TO tmp, b TO a | CHANGES TABLE a, VANISHES TABLE b, APPEARS TABLE tmp",
                "TRUNCATE TABLE t | EMPTIES TABLE t"
            })
    void tellsWhatAStatementDoes(String sql, String effects) {
        MysqlDdl ddl = ddl(sql);

        assertThat(ddl.isKnown()).isTrue();
        assertThat(ddl.effects().stream()
                        .map(effect -> "%s %s %s".formatted(effect.change(), effect.kind(), effect.name()))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(effects);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u",
                "ALTER TABLE t TRUNCATE PARTITION p",
                "ALTER TABLE t DISCARD TABLESPACE",
                "CREATE USER u",
                "DROP ROLE r",
                "ALTER DATABASE CHARACTER SET = utf8mb4",
                "CREATE FUNCTION f RETURNS STRING SONAME 'f.so'",
                "EXECUTE s",
                "CALL p()",
                "REVOKE SELECT ON t FROM u"
            })
    void doesNotKnowWhatNoCatalogTells(String sql) {
        assertThat(ddl(sql).isKnown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TRUNCATE t", "CREATE OR REPLACE TABLE t (id INT)", "RENAME TABLE a TO tmp, b TO a, tmp TO b"})
    void doesNotRepeatWhatMayDoHarm(String sql) {
        assertThat(ddl(sql).isHarmless()).isFalse();
    }
}
