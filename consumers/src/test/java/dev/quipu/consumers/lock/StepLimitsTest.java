package dev.quipu.consumers.lock;

import static dev.quipu.consumers.lock.LockScene.execute;
import static dev.quipu.consumers.lock.LockScene.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.change.Timeouts;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepLimitsTest {

    private static final String SEEN = """
        SELECT current_setting('lock_timeout') || ' ' || current_setting('statement_timeout')
            || ' ' || current_setting('idle_in_transaction_session_timeout')
        """;

    private LockScene scene;

    @BeforeEach
    void open() throws SQLException {
        scene = new LockScene();
        execute(scene.scripts, "SET lock_timeout = '2h'; SET statement_timeout = '1ms'");
    }

    @AfterEach
    void close() throws SQLException {
        scene.close();
    }

    @Test
    void holdInATransactionWhateverTheSessionSays() throws SQLException {
        scene.scripts.setAutoCommit(false);
        execute(scene.scripts, "SET statement_timeout = 0");

        scene.locks(Timeouts.DEFAULTS).limitTransaction();

        assertThat(query(scene.scripts, SEEN)).isEqualTo("100ms 1h 1min");
        scene.scripts.rollback();
    }

    @Test
    void holdForAStatementOutsideATransaction() throws SQLException {
        execute(scene.scripts, "SET statement_timeout = 0");
        StepLocks locks =
                scene.locks(new Timeouts(Duration.ofMillis(7), Duration.ofMillis(90_500), Duration.ofDays(1)));

        locks.limitStatement(scene.parse("VACUUM FULL t").getFirst());

        assertThat(query(scene.scripts, SEEN)).isEqualTo("7ms 90500ms 1min");
    }

    @Test
    void mustBeInEffect() throws SQLException {
        execute(scene.scripts, "SET statement_timeout = 0");
        StepLocks locks = scene.locks(Timeouts.DEFAULTS);

        // what a pooler makes of it that gives each statement another transaction
        assertThatThrownBy(locks::limitTransaction)
                .isInstanceOfSatisfying(
                        StepRefused.class, e -> assertThat(e.code()).isEqualTo("timeouts"))
                .hasMessageContainingAll("lock_timeout is 2h", "statement_timeout is 0", "pooler");
    }
}
