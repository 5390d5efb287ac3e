package dev.quipu.consumers.lock;

import static dev.quipu.consumers.lock.LockScene.PATIENCE;
import static dev.quipu.consumers.lock.LockScene.async;
import static dev.quipu.consumers.lock.LockScene.execute;
import static dev.quipu.consumers.lock.LockScene.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.ledger.change.Timeouts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementWatchTest {

    private static final Timeouts SHORT = new Timeouts(Duration.ofMillis(50), null, null);

    private LockScene scene;

    @BeforeEach
    void open() throws SQLException {
        scene = new LockScene();
        scene.other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        scene.close();
    }

    @Test
    void tellsWhoIsInTheWayOfARow() throws SQLException {
        execute(scene.other, "UPDATE t SET name = 'b'");

        CompletableFuture<String> running = scene.running(
                scene.locks(new Timeouts(Duration.ofHours(1), null, null)),
                "SET LOCAL lock_timeout = 0",
                "DELETE FROM t");

        scene.awaitWait();
        scene.other.rollback();
        assertThat(running).succeedsWithin(PATIENCE);
        assertThat(scene.waits.what).containsOnly("rows that another transaction has changed");
        assertThat(scene.waits.holders)
                .allSatisfy(holder -> assertThat(holder.session()).isEqualTo(scene.session(scene.other)));
        assertThat(scene.waits.over).hasSize(1);
    }

    @Test
    void breaksOffAStatementWhoseScriptHasTakenItsLimitAway() throws SQLException {
        execute(scene.other, "SELECT count(*) FROM t");
        StepLocks locks = scene.locks(SHORT);

        CompletableFuture<String> running =
                scene.running(locks, "SET LOCAL lock_timeout = 0", "ALTER TABLE t ADD COLUMN more int");

        assertThat(running)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(WaitedTooLong.class, e -> {
                    assertThat(e.why()).isEqualTo("waited too long for table t");
                    assertThat(locks.isLockTimeout(e)).isTrue();
                });
    }

    @Test
    void breaksOffAStatementOfAStepThatAnOperatorAborts() throws SQLException {
        CompletableFuture<String> running = scene.running(scene.locks(SHORT), "SELECT pg_sleep(600)");

        scene.orders.abort("alice has had enough");

        assertThat(running)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StepRefused.class)
                .withMessage("alice has had enough");
    }

    @Test
    void leavesAConcurrentIndexBuildToWaitForOlderTransactions() throws Exception {
        scene.other.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
        execute(scene.other, "SELECT 1");
        StepLocks locks = scene.locks(Timeouts.DEFAULTS);
        SqlStatement build =
                scene.parse("CREATE INDEX CONCURRENTLY t_name ON t (name)").getFirst();

        CompletableFuture<String> running = async(() -> {
            locks.limitStatement(build);
            locks.watched(() -> execute(scene.scripts, build.text()));
            return query(scene.scripts, "SHOW lock_timeout") + " " + query(scene.scripts, "SHOW statement_timeout");
        });

        scene.awaitWait();
        assertThat(scene.waits.what).allMatch(what -> what.startsWith("older transactions (index build: waiting for"));
        assertThat(scene.waits.holders).anyMatch(holder -> holder.application().equals("report"));
        scene.other.rollback();
        assertThat(running).succeedsWithin(PATIENCE).isEqualTo("0 0");
    }

    @Test
    void triesAgainUntilTheTimeIsOver() throws Exception {
        execute(scene.other, "SELECT count(*) FROM t");
        StepLocks locks = scene.locks(new Timeouts(Duration.ofMillis(20), null, Duration.ofMillis(200)));

        assertThatThrownBy(() -> {
                    while (true) {
                        locks.pauseAfterLockTimeout(refusal(locks));
                    }
                })
                .isInstanceOf(StepRefused.class)
                .hasMessageMatching("canceling statement due to lock timeout; gave up after .* and \\d+ tries.*");
    }

    private String refusal(StepLocks locks) throws SQLException {
        scene.scripts.setAutoCommit(false);
        try {
            locks.limitTransaction();
            locks.watched(() -> execute(scene.scripts, "ALTER TABLE t ADD COLUMN more int"));
            return "no error";
        } catch (SQLException e) {
            assertThat(locks.isLockTimeout(e)).isTrue();
            return "canceling statement due to lock timeout";
        } finally {
            scene.scripts.rollback();
        }
    }
}
