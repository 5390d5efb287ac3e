package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.change.Step;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockTimeoutTest {

    private static final String WAITING = """
        SELECT count(*) FROM pg_stat_activity
        WHERE application_name = 'quipu-agent' AND datname = current_database() AND wait_event_type = 'Lock'
        """;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isFollowedByAnotherTryInsteadOfAQueue(boolean transactional) throws SQLException {
        try (Shop shop = new Shop()) {
            shop.execute("CREATE TABLE t (id int)");
            Step step = new Step.SqlStep("step", "ALTER TABLE t ADD name text", "SELECT 1", transactional);
            shop.approved(1, null, step);
            try (QuipuAgent agent = shop.agent();
                    Connection other = DriverManager.getConnection(shop.jdbcUrl);
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("LOCK TABLE t IN ACCESS SHARE MODE");
                shop.rollout(1, 1);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> shop.query(WAITING).equals("1"));
                await().pollInterval(Duration.ofMillis(20))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> shop.query(WAITING).equals("0"));
                other.rollback();

                shop.awaitTarget(target -> target.has(1));

                assertThat(agent.targets()).isNotEmpty();
            }
        }
    }
}
