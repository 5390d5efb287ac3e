package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTransactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VACUUM FULL t",
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "create unique /* not now */ index -- no\n concurrently if not exists i on t (a)",
                "DROP INDEX CONCURRENTLY IF EXISTS i",
                "REINDEX INDEX CONCURRENTLY i",
                "REINDEX (VERBOSE, CONCURRENTLY) TABLE t",
                "REINDEX SCHEMA public",
                "REINDEX DATABASE",
                "CREATE DATABASE d",
                "DROP DATABASE d",
                "ALTER DATABASE d SET TABLESPACE s",
                "CREATE TABLESPACE s LOCATION '/x'",
                "DROP TABLESPACE s",
                "ALTER SYSTEM SET work_mem = '1MB'",
                "ALTER TABLE p DETACH PARTITION c CONCURRENTLY",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
                "DROP SUBSCRIPTION s",
                "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
                "ALTER SUBSCRIPTION s SET PUBLICATION p",
                "CLUSTER",
                "CLUSTER VERBOSE",
                "COMMIT PREPARED 'x'",
                "DISCARD ALL"
            })
    void findsWhatTheServerRefusesInsideATransaction(String sql) {
        assertThat(SqlScript.parse("SELECT 1; " + sql).needsNoTransaction()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX \"CONCURRENTLY\" ON t (a)",
                "CREATE INDEX i ON t (a) -- CONCURRENTLY",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
                "REINDEX TABLE t",
                "REINDEX (CONCURRENTLY off) TABLE t",
                "ALTER TABLE p DETACH PARTITION c",
                "ALTER TABLE p DETACH PARTITION c FINALIZE",
                "ALTER DATABASE d SET work_mem = '1MB'",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot=off, enabled = false)",
                "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = false)",
                "ALTER SUBSCRIPTION s DISABLE",
                "CLUSTER t USING i",
                "SELECT 'VACUUM'",
                "ALTER TYPE e ADD VALUE 'x'",
                "DO $$BEGIN EXECUTE 'VACUUM'; END$$"
            })
    void leavesAllElseInside(String sql) {
        assertThat(SqlScript.parse(sql).needsNoTransaction()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "start transaction read only",
                "COMMIT",
                "END WORK",
                "ABORT",
                "ROLLBACK",
                "PREPARE TRANSACTION 'x'"
            })
    void findsTransactionControl(String sql) {
        assertThat(SqlScript.parse(sql).transactionControl()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAVEPOINT a",
                "RELEASE a",
                "ROLLBACK TO a",
                "ROLLBACK TRANSACTION TO SAVEPOINT a",
                "PREPARE p AS SELECT 1",
                "SET TRANSACTION READ ONLY",
                "START_X",
                "COMMENT ON TABLE t IS 'COMMIT'"
            })
    void takesNothingElseForTransactionControl(String sql) {
        assertThat(SqlScript.parse(sql).transactionControl()).isEmpty();
    }
}
