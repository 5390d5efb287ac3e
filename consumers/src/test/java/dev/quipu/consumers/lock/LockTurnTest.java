package dev.quipu.consumers.lock;

import static dev.quipu.consumers.lock.LockScene.PATIENCE;
import static dev.quipu.consumers.lock.LockScene.async;
import static dev.quipu.consumers.lock.LockScene.execute;
import static dev.quipu.consumers.lock.LockScene.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.change.Timeouts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockTurnTest {

    private LockScene scene;

    @BeforeEach
    void open() throws SQLException {
        scene = new LockScene();
    }

    @AfterEach
    void close() throws SQLException {
        scene.close();
    }

    private CompletableFuture<String> turn(String script) throws SQLException {
        StepLocks locks = scene.locks(Timeouts.DEFAULTS);
        return async(() -> {
            locks.awaitTurn(scene.parse(script));
            return "done";
        });
    }

    @Test
    void comesAfterTheLongTransactionAndNobodyQueuesMeanwhile() throws Exception {
        scene.othersLongTransaction("SELECT count(*) FROM t");

        CompletableFuture<String> turn = turn("ALTER TABLE t ADD COLUMN more int");

        scene.awaitWait();
        assertThat(scene.ungranted()).isEqualTo("0");
        try (Connection third = DriverManager.getConnection(scene.url)) {
            execute(third, "SET lock_timeout = '1ms'");
            assertThat(query(third, "SELECT count(*) FROM t")).isEqualTo("1");
        }
        assertThat(turn).isNotDone();
        scene.other.rollback();
        assertThat(turn).succeedsWithin(PATIENCE);
        assertThat(scene.waits.what).containsOnly("table t");
        assertThat(scene.waits.holders).allSatisfy(holder -> {
            assertThat(holder.session()).isEqualTo(scene.session(scene.other));
            assertThat(holder.user()).isEqualTo("postgres");
            assertThat(holder.application()).isEqualTo("report");
            assertThat(holder.state()).isEqualTo("idle in transaction");
            assertThat(holder.age()).isGreaterThan(Duration.ofSeconds(1));
        });
        assertThat(scene.waits.over).hasSize(1);
    }

    @Test
    void comesAfterWhoeverHoldsWhatIsLocked() throws Exception {
        parted();
        scene.othersLongTransaction("INSERT INTO t VALUES (2)");
        execute(scene.other, "SELECT * FROM part");

        List<CompletableFuture<String>> turns = new ArrayList<>();
        for (String script : List.of(
                "ALTER TABLE parted ADD a int",
                "DROP INDEX t_pkey",
                "CREATE TABLE n (id int REFERENCES t)",
                "SELECT 1; SET search_path = app; DROP TABLE public.t")) {
            turns.add(turn(script));
            scene.awaitWait();
            scene.waits.what.clear();
        }
        scene.other.rollback();

        assertThat(turns).allSatisfy(turn -> assertThat(turn).succeedsWithin(PATIENCE));
    }

    @Test
    void isAtOnceWhereNothingStandsAgainstIt() throws Exception {
        parted();
        scene.othersLongTransaction("SELECT * FROM t");
        execute(scene.other, "SELECT * FROM part");

        for (String script : List.of(
                "CREATE INDEX ON t (name)",
                "CREATE TABLE n PARTITION OF parted FOR VALUES IN (7)",
                "ALTER TABLE ONLY parted ALTER id SET DEFAULT 7",
                "INSERT INTO t VALUES (2)",
                "SET search_path = app; DROP TABLE t",
                "DROP TABLE nowhere; ALTER TABLE a.b.c.d ADD x int")) {
            assertThat(turn(script)).as(script).succeedsWithin(PATIENCE);
        }

        assertThat(scene.waits.what).isEmpty();
    }

    private void parted() throws SQLException {
        execute(scene.control, "CREATE TABLE parted (id int) PARTITION BY LIST (id)");
        execute(scene.control, "CREATE TABLE part PARTITION OF parted DEFAULT");
    }

    @Test
    void isGivenUpWhenTheTimeIsOver() throws SQLException {
        StepLocks locks = scene.locks(new Timeouts(null, null, Duration.ofMillis(1)));
        scene.othersLongTransaction("SELECT count(*) FROM t");
        String session = scene.session(scene.other);

        assertThatThrownBy(() -> locks.awaitTurn(scene.parse("DROP TABLE t")))
                .isInstanceOfSatisfying(StepRefused.class, e -> {
                    assertThat(e.code()).isEqualTo("lock-timeout");
                    assertThat(e.why()).contains("no lock on table t", session, "postgres", "report, idle in");
                });
        assertThat(scene.waits.over).hasSize(1);
    }

    @Test
    void isGivenUpWhenAnOperatorAborts() throws SQLException {
        scene.othersLongTransaction("SELECT count(*) FROM t");
        CompletableFuture<String> turn = turn("DROP TABLE t");
        scene.awaitWait();

        scene.orders.abort("alice has had enough");

        assertThat(turn)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        StepRefused.class, e -> assertThat(e.code()).isEqualTo("aborted"))
                .withMessage("alice has had enough");
    }

    @Test
    void isLeftForLaterWhenTheStepIsPaused() throws SQLException {
        scene.orders.pause();

        assertThat(turn("SELECT 1"))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StepDeferred.class);
    }

    @Test
    void isLeftForLaterWhenItWouldWaitAndSomebodyElseWantsTheSession() throws SQLException {
        scene.othersLongTransaction("SELECT count(*) FROM t");
        scene.orders.wantSession();

        assertThat(turn("SELECT 1")).succeedsWithin(PATIENCE);
        assertThat(turn("DROP TABLE t"))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StepDeferred.class);
    }

    @Test
    void comesAfterATransactionWhoseAgeItMayNotKnow() throws Exception {
        execute(scene.control, "DROP ROLE IF EXISTS plain");
        execute(scene.control, "CREATE ROLE plain LOGIN PASSWORD 'plain'");
        scene.othersLongTransaction("SELECT count(*) FROM t");
        try (Connection plain =
                scene.dialect.sessions().connect(scene.url.substring(0, scene.url.indexOf('?')), "plain", "plain")) {
            StepLocks locks = scene.locks(plain, Timeouts.DEFAULTS);
            CompletableFuture<String> turn = async(() -> {
                while (scene.waits.what.isEmpty()) {
                    locks.awaitTurn(scene.parse("DROP TABLE t"));
                }
                return "done";
            });

            scene.awaitWait();

            scene.other.rollback();
            assertThat(turn).succeedsWithin(PATIENCE);
            assertThat(scene.waits.holders)
                    .allMatch(holder -> holder.age() == null && holder.state().isEmpty());
        }
        execute(scene.control, "DROP ROLE plain");
    }
}
