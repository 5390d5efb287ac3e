package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.state.Application;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionalStepTest {

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = new Shop();
        agent = shop.agent();
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.close();
    }

    @Test
    void commitsScriptHistoryAndReportTogether() {
        String watch = """
            CREATE TABLE watched (what text, xid xid8 DEFAULT pg_current_xact_id());
            CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql
                AS $$ BEGIN INSERT INTO public.watched (what) VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
            CREATE TRIGGER watch AFTER INSERT ON quipu.history EXECUTE FUNCTION watch();
            CREATE TRIGGER watch AFTER INSERT ON quipu.outbox EXECUTE FUNCTION watch();
            CREATE TRIGGER watch AFTER UPDATE ON quipu.fence EXECUTE FUNCTION watch();
            """;
        shop.approved(1, watch, "DROP TABLE watched");
        shop.applied(1, 1);
        shop.approved(2, "INSERT INTO watched VALUES ('script')", "SELECT 1");
        shop.execute("TRUNCATE watched");

        shop.applied(2, 2);

        assertThat(shop.query("SELECT string_agg(DISTINCT what, ' ' ORDER BY what) FROM watched"))
                .isEqualTo("fence history outbox script");
        assertThat(shop.query("SELECT count(DISTINCT xid) FROM watched")).isEqualTo("1");
    }

    @Test
    void leavesNothingOfAFailedStep() {
        shop.approved(1, "CREATE TABLE orders (id int); INSERT INTO orders VALUES (1);\n\nSELECT nowhere", "SELECT 1");

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.code()).isEqualTo("42703");
        assertThat(failed.message()).isEqualTo("column \"nowhere\" does not exist (line 3)");
        assertThat(shop.query("SELECT to_regclass('orders')")).isEqualTo("null");
        assertThat(shop.history()).isEqualTo("null");
        assertThat(shop.query("SELECT count(*) FROM quipu.outbox")).isEqualTo("0");
    }

    @Test
    void resumesAtTheFailedStepInTheNextRollout() {
        shop.approved(
                1,
                null,
                Shop.sql("table", "CREATE TABLE orders (id int)", "DROP TABLE orders"),
                Shop.sql("copy", "INSERT INTO orders SELECT id FROM legacy", "TRUNCATE orders"),
                Shop.sql("key", "ALTER TABLE orders ADD PRIMARY KEY (id)", "SELECT 1"));
        assertThat(shop.failed(1, 1).step()).isEqualTo(2);
        shop.execute("CREATE TABLE legacy AS SELECT 7 AS id");

        shop.applied(1, 1);

        assertThat(shop.history()).isEqualTo("1.1 FORWARD, 1.2 FORWARD, 1.3 FORWARD");
        assertThat(shop.query("SELECT string_agg(attempt::text, ',' ORDER BY step) FROM quipu.history"))
                .isEqualTo("1,2,1");
    }

    @Test
    void sendsAScriptWholeInOneMessage() {
        String script = """
            CREATE TABLE seen (at timestamptz DEFAULT statement_timestamp(), query text);
            CREATE FUNCTION answer() RETURNS int LANGUAGE sql AS $body$ SELECT 42; $body$;
            DO $$ BEGIN INSERT INTO seen (query) SELECT current_query(); END; $$;
            INSERT INTO seen (query) SELECT current_query(); -- 'quoted; "comment"
            INSERT INTO seen (query) SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid();
            CREATE FUNCTION atomic() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;
            """;
        shop.approved(1, script, "DROP TABLE seen");

        shop.applied(1, 1);

        assertThat(shop.query("SELECT count(*) || ' ' || count(DISTINCT at) || ' ' || count(DISTINCT query) FROM seen"))
                .isEqualTo("3 1 1");
        assertThat(shop.query("SELECT answer() + atomic()")).isEqualTo("44");
    }

    @Test
    void reportsAScriptThatEndsItsTransaction() {
        shop.approved(1, "CREATE TABLE a (id int); COMMIT; CREATE TABLE b (id int)", "SELECT 1");

        Application.Failed first = shop.failed(1, 1);

        assertThat(first.code()).isEqualTo("transaction");
        assertThat(first.message()).contains("has ended its transaction", "transaction: none");
        assertThat(shop.history()).isEqualTo("null");
    }

    @Test
    void reportsThatAFailedScriptHadEndedItsTransactionBefore() {
        shop.approved(1, "CREATE TABLE a (id int); COMMIT; SELECT 1/0", "SELECT 1");

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.code()).isEqualTo("transaction");
        assertThat(failed.message()).contains("division by zero", "may be in effect");
    }
}
