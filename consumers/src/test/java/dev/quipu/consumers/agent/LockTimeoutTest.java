package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.consumers.metrics.MicrometerMetrics;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.change.Timeouts;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else holds a lock that a step needs. */
class LockTimeoutTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String QUEUES = """
        SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE application_name = 'quipu-agent' AND datname = current_database() AND NOT granted
        """;

    private Shop shop;
    private Connection other;

    @BeforeEach
    void holdALock() throws SQLException {
        shop = new Shop();
        shop.execute("CREATE TABLE t (id int)");
        other = DriverManager.getConnection(shop.jdbcUrl + "&ApplicationName=report");
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute("SELECT count(*) FROM t");
        }
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        shop.close();
    }

    private Application.Failed failed(String sql, Timeouts timeouts) {
        shop.approved(1, null, new Step.SqlStep("step", sql, "SELECT 1", true, timeouts));
        try (QuipuAgent agent = shop.agent()) {
            assertThat(agent.targets()).isNotEmpty();
            return shop.failed(1, 1);
        }
    }

    private static Timeouts timeouts(
            @Nullable Duration lock, @Nullable Duration statement, @Nullable Duration retryFor) {
        return new Timeouts(lock, statement, retryFor);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isWaitedForWithoutAPlaceInTheQueue(boolean transactional) throws SQLException {
        shop.approved(1, null, new Step.SqlStep("step", "ALTER TABLE t ADD name text", "SELECT 1", transactional));
        await().atMost(PATIENCE).until(() -> shop.query("""
            SELECT now() - xact_start > interval '1 second' FROM pg_stat_activity
            WHERE application_name = 'report' AND datname = current_database()
            """).equals("t"));
        List<TargetReport> reports = new CopyOnWriteArrayList<>();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (QuipuAgent agent = agent(reports, registry)) {
            shop.rollout(1, 1);

            await().atMost(PATIENCE).until(() -> reports.stream().anyMatch(LockTimeoutTest::isWait));
            assertThat(shop.query(QUEUES)).isEqualTo("0");
            other.rollback();

            shop.awaitTarget(target -> target.has(1));
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(reports).filteredOn(LockTimeoutTest::isWait).allSatisfy(LockTimeoutTest::namesWhoIsInTheWay);
        assertThat(registry.get("quipu.lock.waits").timer().count()).isEqualTo(1);
    }

    private QuipuAgent agent(List<TargetReport> reports, MeterRegistry registry) {
        return QuipuAgent.builder()
                .ledger(shop.settings)
                .target(Shop.TARGET, shop.database())
                .telemetry(reports::add)
                .metrics(MicrometerMetrics.in(registry))
                .start();
    }

    private static boolean isWait(TargetReport report) {
        return report.activity() instanceof Activity.Waiting;
    }

    private static void namesWhoIsInTheWay(TargetReport report) {
        assertThat(report.change()).hasToString("orders/1");
        assertThat(report.step()).isEqualTo(1);
        assertThat(report.activity()).isInstanceOfSatisfying(Activity.Waiting.class, waiting -> {
            assertThat(waiting.what()).isEqualTo("table t");
            assertThat(waiting.blockers()).singleElement().satisfies(blocker -> {
                assertThat(blocker.session()).matches("\\d+ \\(postgres\\)");
                assertThat(blocker.application()).isEqualTo("report");
                assertThat(blocker.state()).isEqualTo("idle in transaction");
                assertThat(blocker.age()).isGreaterThan(Duration.ofSeconds(1));
            });
        });
    }

    @Test
    @Tag("faults")
    void keepsNoOtherTargetWaitingForAPlace() throws SQLException {
        OtherTarget elsewhere = OtherTarget.in(shop, "orders@us-1");
        shop.approved(1, "ALTER TABLE IF EXISTS t ADD n int", "SELECT 1");
        try (QuipuAgent agent = QuipuAgent.builder()
                .ledger(shop.settings)
                .maxSessions(1)
                .target(Shop.TARGET, shop.database())
                .target(elsewhere.id(), elsewhere.database())
                .start()) {
            shop.rollout(1, 1);

            shop.await(state ->
                    Objects.requireNonNull(state.target(elsewhere.id())).has(1));
            shop.awaitTarget(target -> !target.has(1));
            other.rollback();

            shop.awaitTarget(target -> target.has(1));
            assertThat(agent.targets()).hasSize(2);
        }
    }

    @Test
    void isLimitedForWhatAScriptPutsOffUntilItsEnd() throws SQLException {
        shop.execute("CREATE TABLE parent (id int PRIMARY KEY); INSERT INTO parent VALUES (1);"
                + " CREATE TABLE child (id int REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
        try (Statement statement = other.createStatement()) {
            statement.execute("DELETE FROM parent");
        }

        Application.Failed failed =
                failed("INSERT INTO child VALUES (1)", timeouts(Duration.ofMillis(100), null, Duration.ofMillis(300)));

        assertThat(failed.code()).isEqualTo("lock-timeout");
        assertThat(shop.query("SELECT count(*) FROM child")).isEqualTo("0");
    }

    @Test
    void failsTheStepWhenTheTimeIsOverAndNamesWhoIsInTheWay() {
        Application.Failed failed =
                failed("ALTER TABLE t ADD name text", timeouts(Duration.ofMillis(20), null, Duration.ofMillis(100)));

        assertThat(failed.code()).isEqualTo("lock-timeout");
        assertThat(failed.message()).contains("session ", "(postgres), report, idle in transaction for ");
    }

    @Test
    void isNotWhatAStatementTimeoutIsAbout() {
        Application.Failed failed = failed("SELECT pg_sleep(600)", timeouts(null, Duration.ofMillis(50), null));

        assertThat(failed.code()).isEqualTo("57014");
        assertThat(failed.message())
                .isEqualTo("canceling statement due to statement timeout (the step's statement-timeout is 50ms)");
    }
}
