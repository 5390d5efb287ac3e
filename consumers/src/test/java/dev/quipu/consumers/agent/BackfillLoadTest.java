package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.decide.ResumeBackfill;
import dev.quipu.ledger.decide.SetLimits;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Work;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a backfill does when the database is busy. */
class BackfillLoadTest {

    private final Queue<TargetReport> reports = new ConcurrentLinkedQueue<>();
    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void begin() {
        shop = new Shop();
        shop.execute("CREATE TABLE items (id int PRIMARY KEY, filled int)");
        shop.execute("INSERT INTO items SELECT generate_series(1, 300)");
        agent = QuipuAgent.builder()
                .ledger(shop.settings)
                .target(Shop.TARGET, shop.database())
                .telemetry(reports::add)
                .start();
    }

    @AfterEach
    void end() {
        agent.close();
        shop.close();
    }

    private void release(String limit, String value) {
        release(Map.of(limit, value));
    }

    private void release(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("min-batch-size", "100", "sleep-ratio", "0"));
        all.putAll(more);
        Limits limits = Limits.of(all);
        shop.approved(
                1,
                null,
                new Step.BackfillStep(
                        "fill",
                        "items",
                        List.of(),
                        false,
                        new Fill.Rows("filled = id", "filled IS NULL"),
                        new Fill.Nothing(),
                        limits));
        shop.rollout(1, 1);
    }

    private Activity.Held held() {
        return await().until(
                        () -> reports.stream()
                                .map(TargetReport::activity)
                                .filter(Activity.Held.class::isInstance)
                                .map(Activity.Held.class::cast)
                                .findFirst()
                                .orElse(null),
                        held -> held != null);
    }

    private void applied() {
        shop.awaitTarget(target -> target.has(1));
        assertThat(shop.query("SELECT count(*) FROM items WHERE filled = id")).isEqualTo("300");
    }

    @Test
    void isHeldByAQueryOfTheChangeAsLongAsThatSaysSo() {
        shop.execute("CREATE TABLE sale AS SELECT true AS running");
        release("query", "SELECT running FROM sale");

        assertThat(held().signal()).isEqualTo("query");
        shop.execute("UPDATE sale SET running = false");

        applied();
    }

    @Test
    void isHeldByASignalUntilAnOperatorTakesTheLimitAway() throws SQLException {
        try (Connection other = DriverManager.getConnection(shop.jdbcUrl);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1");
            release("transaction-age", "0s");

            Activity.Held held = held();
            assertThat(held.signal()).isEqualTo("transaction-age");
            assertThat(held.limit()).isEqualTo("0s");
            assertThat(held.value()).isNotBlank();
            shop.done(new SetLimits(Shop.TARGET, Map.of("transaction-age", "none"), Set.of(), "it is a report"));

            applied();
        }
    }

    @Test
    void pausesAtOneValueAndEndsAtAnother() throws SQLException {
        try (Connection other = DriverManager.getConnection(shop.jdbcUrl);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1");
            release("pause-at-transaction-age", "0s");
            assertThat(shop.awaitTarget(target -> target.work() instanceof Work.Paused)
                            .work())
                    .asString()
                    .contains("transaction-age");
            shop.done(new SetLimits(Shop.TARGET, Map.of("abort-at-transaction-age", "0s"), Set.of(), ""));
            shop.done(new ResumeBackfill(Shop.TARGET, ""));

            Application.Failed failed = shop.awaitFailure(1);

            assertThat(failed.code()).isEqualTo("transaction-age");
            assertThat(failed.message()).contains("0s is allowed");
        }
    }

    @Test
    void isHeldWhenOthersWaitForItsRows() {
        othersWait(Map.of("lock-waiters", "0"));

        assertThat(held().signal()).isEqualTo("lock-waiters");
        applied();
    }

    @Test
    void pausesWhenOthersWaitForItsRowsIfOnlyThatIsAskedFor() {
        othersWait(Map.of("lock-waiters", "none", "pause-at-lock-waiters", "0"));

        assertThat(shop.awaitTarget(target -> target.work() instanceof Work.Paused)
                        .work())
                .asString()
                .contains("lock-waiters");
        shop.done(new ResumeBackfill(Shop.TARGET, ""));
        applied();
    }

    /** Has somebody wait for a row of the first batch, which takes a second. */
    private void othersWait(Map<String, String> limits) {
        shop.execute("CREATE FUNCTION nap() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN IF new.id = 100 THEN PERFORM pg_sleep(1); END IF; RETURN new; END $$");
        shop.execute("CREATE TRIGGER nap BEFORE UPDATE OF filled ON items FOR EACH ROW EXECUTE FUNCTION nap()");
        release(limits);
        await().until(() -> shop.query("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                        + " AND datname = current_database()")
                .equals("1"));
        shop.execute("UPDATE items SET id = id WHERE id = 1");
    }

    @Test
    void tellsHowFarItIs() {
        release("max-batch-size", "100");

        applied();

        assertThat(reports)
                .extracting(TargetReport::activity)
                .filteredOn(Activity.Backfilling.class::isInstance)
                .last()
                .isInstanceOfSatisfying(Activity.Backfilling.class, done -> assertThat(done.rows())
                        .isEqualTo(300));
    }
}
