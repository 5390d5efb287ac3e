package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.state.Application;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NonTransactionalStepTest {

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop();
        shop.execute("CREATE TABLE t (id int, name text); CREATE TABLE trace (seq serial, what text)");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void change(String sql) {
        shop.approved(1, "test", Shop.outsideTransaction("step", sql, null));
    }

    private Application.Failed failed() {
        try (QuipuAgent agent = shop.agent()) {
            assertThat(agent.targets()).isNotEmpty();
            return shop.failed(1, 1);
        }
    }

    private void applied() {
        try (QuipuAgent agent = shop.agent()) {
            assertThat(agent.targets()).isNotEmpty();
            shop.applied(1, 1);
        }
    }

    /** Rolls out with an agent that dies at the point. */
    private void died(CrashPoint point, int passing) {
        Dying dying = new Dying(point, passing);
        try (QuipuAgent agent = shop.agent(dying)) {
            assertThat(agent.targets()).isNotEmpty();
            shop.rollout(1, 1);
            dying.await();
        }
    }

    private void revived() {
        try (QuipuAgent agent = shop.agent()) {
            assertThat(agent.targets()).isNotEmpty();
            shop.awaitTarget(target -> target.has(1));
        }
    }

    private String trace() {
        return shop.query("SELECT string_agg(what, ' ' ORDER BY seq) FROM trace");
    }

    @Test
    void runsStatementsOneByOneAndGoesOnAfterTheLastThatIsDone() {
        change("""
            INSERT INTO trace (what) VALUES ('one');
            CREATE INDEX CONCURRENTLY t_id ON t (id);
            BEGIN;
            INSERT INTO trace (what) VALUES ('two');
            INSERT INTO trace (what) SELECT 'three; '; -- not the end
            COMMIT;
            VACUUM t;
            INSERT INTO trace (what) VALUES ('four');
            """);
        died(CrashPoint.JOURNAL_DONE, 3);
        assertThat(shop.query("SELECT string_agg(unit || ' ' || (done_at IS NOT NULL), ', ' ORDER BY unit)"
                        + " FROM quipu.journal"))
                .isEqualTo("1 true, 2 true, 3 true");

        revived();

        assertThat(trace()).isEqualTo("one two three;  four");
        assertThat(shop.query("SELECT count(*) FROM quipu.journal")).isEqualTo("0");
        assertThat(shop.history()).isEqualTo("1.1 FORWARD");
    }

    @Test
    void leavesNothingOfABlockThatFails() {
        change("""
            INSERT INTO trace (what) VALUES ('one');
            BEGIN;
            INSERT INTO trace (what) VALUES ('two');
            SELECT nowhere;
            COMMIT;
            """);

        Application.Failed failed = failed();

        assertThat(failed.message()).isEqualTo("column \"nowhere\" does not exist (line 4)");
        assertThat(trace()).isEqualTo("one");
    }

    @Test
    void buildsAnIndexAgainAfterTheDataIsPutRight() {
        shop.execute("INSERT INTO t VALUES (1), (1)");
        change("""
            INSERT INTO trace (what) VALUES ('one');

            -- can't be
            CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id);
            """);
        Application.Failed failed = failed();
        assertThat(failed.code()).isEqualTo("23505");
        assertThat(failed.message()).isEqualTo("could not create unique index \"t_id\" (line 4)");
        assertThat(shop.query("SELECT to_regclass('t_id')")).isEqualTo("null");
        shop.execute("TRUNCATE t");

        applied();

        assertThat(shop.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"))
                .isEqualTo("t");
        assertThat(trace()).isEqualTo("one");
    }

    @Test
    void buildsAnIndexAgainThatDiedHalfBuilt() {
        change("CREATE INDEX CONCURRENTLY t_id ON t (id)");
        died(CrashPoint.JOURNAL_STARTED, 1);
        shop.execute("CREATE INDEX t_id ON t (id)");
        shop.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_id'::regclass");

        revived();

        assertThat(shop.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void isNotContentWithAnInvalidIndexOfSomebodyElse() {
        shop.execute("CREATE INDEX t_id ON t (id)");
        shop.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_id'::regclass");
        change("CREATE INDEX CONCURRENTLY IF NOT EXISTS t_id ON t (id)");
        assertThat(failed().code()).isEqualTo("invalid-index");
        shop.execute("DROP INDEX t_id");

        applied();

        assertThat(shop.query("SELECT to_regclass('t_id')")).isEqualTo("t_id");
    }

    @Test
    void keepsAnIndexWhoseNameIsTaken() {
        shop.execute("CREATE INDEX t_id ON t (name)");
        change("CREATE INDEX CONCURRENTLY t_id ON t (id)");

        assertThat(failed().code()).isEqualTo("42P07");
        assertThat(shop.query("SELECT to_regclass('t_id')")).isEqualTo("t_id");
    }

    @Test
    void runsWhatNoTransactionTakes() {
        shop.execute("CREATE TYPE mood AS ENUM ('good'); CREATE INDEX t_id ON t (id)");
        change("""
            ALTER TYPE mood ADD VALUE 'fair';
            CREATE TABLE moods AS SELECT 'fair'::mood AS now;
            DROP INDEX CONCURRENTLY t_id;
            VACUUM (ANALYZE) t;
            REINDEX TABLE CONCURRENTLY t;
            """);

        applied();

        assertThat(shop.query("SELECT now FROM moods")).isEqualTo("fair");
        assertThat(shop.query("SELECT to_regclass('t_id')")).isEqualTo("null");
    }

    @Test
    void runsAProcedureThatCommits() {
        shop.execute("""
            CREATE PROCEDURE work() LANGUAGE plpgsql AS $$
            BEGIN
                FOR i IN 1..3 LOOP INSERT INTO trace (what) VALUES (i); COMMIT; END LOOP;
            END $$\
            """);
        change("INSERT INTO trace (what) VALUES ('begin'); CALL work()");

        applied();

        assertThat(trace()).isEqualTo("begin 1 2 3");
    }

    @Test
    void asksAPersonWhereTheCatalogDoesNotTell() {
        shop.execute("CREATE PROCEDURE work() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO trace (what) VALUES ('done');"
                + " COMMIT; END $$");
        change("SELECT 1;\nCALL work()");
        died(CrashPoint.STATEMENT_RUN, 1);

        try (QuipuAgent agent = shop.agent()) {
            Application.Failed failed = shop.awaitFailure(1);
            shop.completeRollout();
            assertThat(failed.code()).isEqualTo("undecidable");
            assertThat(failed.message()).contains("CALL WORK", "line 2");
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(trace()).isEqualTo("done");
        shop.execute("TRUNCATE trace");
        applied();
        assertThat(trace()).isEqualTo("done");
    }

    @Test
    void setsAgainWhatTheScriptHasSetBeforeTheAgentDied() {
        shop.execute("CREATE SCHEMA app; CREATE TABLE app.only_here (id int)");
        change("""
            SET search_path = app;
            INSERT INTO only_here VALUES (1);
            CREATE INDEX CONCURRENTLY here_id ON only_here (id);
            INSERT INTO only_here VALUES (2);
            """);
        died(CrashPoint.STATEMENT_RUN, 1);

        revived();

        assertThat(shop.query("SELECT string_agg(id::text, ' ') FROM app.only_here"))
                .isEqualTo("1 2");
        assertThat(shop.query("SELECT to_regclass('app.here_id')")).isEqualTo("app.here_id");
    }

    @Test
    void keepsTheRoleForEachStatement() {
        shop.execute("DROP ROLE IF EXISTS shop_owner");
        shop.execute("CREATE ROLE shop_owner; GRANT CREATE ON SCHEMA public TO shop_owner");
        change("""
            SET ROLE shop_owner;
            CREATE TABLE first (id int);
            CREATE TABLE second (id int);
            CREATE INDEX CONCURRENTLY second_id ON second (id);
            BEGIN; CREATE TABLE third (id int); COMMIT;
            """);

        applied();

        assertThat(shop.query("SELECT count(*) FROM pg_class WHERE relowner = 'shop_owner'::regrole"))
                .isEqualTo("4");
        shop.execute("DROP OWNED BY shop_owner; DROP ROLE shop_owner");
    }

    @Test
    void dropsAnIndexOnlyOnce() {
        shop.execute("CREATE INDEX t_id ON t (id)");
        change("DROP INDEX CONCURRENTLY t_id");
        died(CrashPoint.STATEMENT_RUN, 1);

        revived();

        assertThat(shop.history()).isEqualTo("1.1 FORWARD");
    }
}
