package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script leaves in its session is gone when the next begins. */
class SessionStateTest {

    private static final String SEEN = """
        INSERT INTO public.seen SELECT current_user || ' ' || session_user || ' ' || current_setting('search_path')
            || ' ' || current_setting('lock_timeout') || ' ' || current_setting('client_encoding')
            || ' ' || current_setting('datestyle')
            || ' ' || (SELECT count(*) FROM pg_class WHERE relpersistence = 't')
            || ' ' || (SELECT count(*) FROM pg_prepared_statements)
            || ' ' || (SELECT count(*) FROM pg_cursors);
        """;

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = new Shop();
        shop.execute("CREATE TABLE seen (what text); CREATE SCHEMA other; DROP ROLE IF EXISTS guest");
        shop.execute("CREATE ROLE guest");
        agent = shop.agent();
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.execute("DROP ROLE guest");
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path = other",
                "SELECT pg_catalog.set_config('search_path', '', false)",
                "SET ROLE guest",
                "SET SESSION AUTHORIZATION guest",
                "CREATE TEMP TABLE t (id int)",
                "SET lock_timeout = '1min'",
                "PREPARE p AS SELECT 1",
                "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
                "SET client_encoding = 'LATIN1'",
                "SET default_transaction_read_only = on",
                "SET standard_conforming_strings = off"
            })
    void doesNotReachTheNextStep(String leftover) {
        shop.approved(
                1,
                "test",
                Shop.sql("before", SEEN, null),
                Shop.sql("leaves", leftover, null),
                Shop.sql("after", SEEN, null));

        shop.applied(1, 1);

        assertThat(shop.query("SELECT count(*) || ' ' || count(DISTINCT what) FROM seen"))
                .isEqualTo("2 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET datestyle = 'German'", "SELECT pg_terminate_backend(pg_backend_pid())"})
    void failsAStepThatBreaksItsSessionEveryTime(String script) {
        shop.approved(1, script, "SELECT 1");

        assertThat(shop.failed(1, 1).code()).isEqualTo("connection");
    }
}
