package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.change.Timeouts;
import dev.quipu.ledger.state.Application;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else holds a lock that a step needs. */
class LockTimeoutTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String LOOKS_FOR_HOLDERS = """
        SELECT count(*) FROM pg_stat_activity
        WHERE application_name = 'quipu-agent' AND datname = current_database() AND query LIKE '%pg_prepared_xacts%'
        """;

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
        try (QuipuAgent agent = shop.agent()) {
            shop.rollout(1, 1);

            await().atMost(PATIENCE).until(() -> shop.query(LOOKS_FOR_HOLDERS).equals("1"));
            assertThat(shop.query(QUEUES)).isEqualTo("0");
            other.rollback();

            shop.awaitTarget(target -> target.has(1));
            assertThat(agent.targets()).isNotEmpty();
        }
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
