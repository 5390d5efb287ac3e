package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.state.LedgerState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signals hit an agent's process at moments that nobody chose. {@code -Dquipu.test.seed=…} chooses them again. */
class KillTest {

    private static final int BATCH = 20;
    private static final long LONGEST_LIFE_MICROS = 120_000;

    private final long seed = Long.getLong("quipu.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Shop shop;
    private int last;

    @BeforeEach
    void open() {
        shop = new Shop();
        shop.execute("CREATE TABLE counts (what text)");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void tenTimesDoesNothingTwiceAndLosesNothing() throws InterruptedException {
        kill(10);
    }

    @Test
    @Tag("faults")
    void fiftyTimesDoesNothingTwiceAndLosesNothing() throws InterruptedException {
        kill(50);
    }

    private void kill(int times) throws InterruptedException {
        try {
            for (int i = 0; i < times; i++) {
                keepBusy();
                killOnce();
            }
            converge();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /** Starts the next rollout when the one before is done. */
    private void keepBusy() {
        LedgerState state = shop.ledger.state();
        boolean done =
                last == 0 || Objects.requireNonNull(state.target(Shop.TARGET)).has(last);
        if (done && last > 0) {
            shop.completeRollout();
        }
        if (done) {
            for (int i = 1; i <= BATCH; i++) {
                propose(last + i);
            }
            last += BATCH;
            shop.rollout(last - BATCH + 1, last);
        }
    }

    private void propose(int number) {
        String insert = "INSERT INTO counts VALUES ('%d %s')";
        shop.approved(
                number,
                "test",
                Shop.sql("one", insert.formatted(number, "one"), null),
                Shop.outsideTransaction(
                        "two",
                        insert.formatted(number, "two")
                                + "; CREATE INDEX CONCURRENTLY counts_%1$d ON counts (what);".formatted(number)
                                + "DROP INDEX CONCURRENTLY counts_%d;".formatted(number)
                                + insert.formatted(number, "two again"),
                        null));
    }

    @Test
    @Tag("faults")
    void inABackfillChangesEveryRowOnce() throws InterruptedException {
        shop.execute("CREATE TABLE items (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)");
        shop.execute("INSERT INTO items (id) SELECT generate_series(1, 10000)");
        shop.approved(
                1,
                "test",
                new Step.BackfillStep(
                        "fill",
                        "items",
                        List.of(),
                        false,
                        new Fill.Rows("n = n + 1", null),
                        null,
                        Limits.of(Map.of("max-batch-size", "100", "sleep-ratio", "0", "rows-per-second", "5000"))));
        last = 1;
        shop.rollout(1, 1);
        int kills = 0;
        while (!isDone()) {
            try (Child child = Child.start(shop)) {
                String before = changedRows();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !changedRows().equals(before) || isDone());
                LockSupport.parkNanos(1_000 * random.nextLong(LONGEST_LIFE_MICROS));
                child.kill();
                kills++;
            }
        }
        assertThat(kills).isGreaterThan(3);
        try (QuipuAgent agent = shop.agent()) {
            assertThat(agent.targets()).isNotEmpty();
            shop.awaitTarget(target -> target.work() == null);
        }
        assertThat(shop.query("SELECT count(*) FROM items WHERE n = 1")).isEqualTo("10000");
    }

    private String changedRows() {
        return shop.query("SELECT count(*) FROM items WHERE n > 0");
    }

    private boolean isDone() {
        return Objects.requireNonNull(shop.ledger.state().target(Shop.TARGET)).has(1);
    }

    private void killOnce() throws InterruptedException {
        long before = shop.ledger.state().entries();
        try (Child child = Child.start(shop)) {
            shop.ledger.awaitMoreThan(before, Duration.ofSeconds(60));
            LockSupport.parkNanos(1_000 * random.nextLong(LONGEST_LIFE_MICROS));
            child.kill();
        }
    }

    private void converge() {
        try (QuipuAgent agent = shop.agent()) {
            shop.awaitTarget(target -> target.has(last));
            assertThat(agent.targets()).isNotEmpty();
            Aftermath.check(shop);
        }
        assertThat(shop.query("SELECT count(*) FROM counts")).isEqualTo(Integer.toString(3 * last));
    }

    @Test
    void aStoppedAgentCannotWriteWhenItGoesOn() {
        shop.execute("CREATE TABLE nap AS SELECT 60 AS seconds");
        String script = "INSERT INTO counts VALUES ('one'); SELECT pg_sleep(seconds) FROM nap";
        shop.approved(1, script, "SELECT 1");
        try (Child stopped = Child.start(shop)) {
            shop.rollout(1, 1);
            String asleep = "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE wait_event = 'PgSleep' AND datname = current_database()";
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> shop.query(asleep).equals("1"));
            stopped.signal("STOP");
            shop.execute("DELETE FROM nap");
            shop.query("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE application_name = 'quipu-agent' AND datname = current_database()");
            try (QuipuAgent next = shop.agent()) {
                shop.awaitTarget(target -> target.has(1));
                stopped.signal("CONT");
                shop.completeRollout();
                shop.approved(2, "INSERT INTO counts VALUES ('two')", "SELECT 1");
                shop.applied(2, 2);
                assertThat(next.targets()).isNotEmpty();
            }
            shop.approved(3, "INSERT INTO counts VALUES ('three')", "SELECT 1");
            shop.applied(3, 3);
            assertThat(stopped.isAlive()).isTrue();
            Aftermath.check(shop);
        }
        assertThat(shop.query("SELECT string_agg(what, ' ') FROM counts")).isEqualTo("one two three");
    }
}
