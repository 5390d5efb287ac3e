package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents, and others, get in each other's way on MariaDB. */
class MariaDbTakeoverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.onMariaDb();
        shop.execute("CREATE TABLE trace (seq int AUTO_INCREMENT PRIMARY KEY, what varchar(50))");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void change(int number) {
        shop.approved(number, "INSERT INTO trace (what) VALUES ('%d')".formatted(number), "SELECT 1");
    }

    /** As a server does that has lost its clients. */
    private void endSessionsOfAgents() {
        shop.column("SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()")
                .forEach(id -> shop.execute("KILL " + id));
    }

    @Test
    void whereTheAgentAtWorkCloses() {
        AtomicInteger second = new AtomicInteger();
        QuipuAgent working = shop.agent();
        change(1);
        shop.applied(1, 1);
        try (QuipuAgent standingBy = shop.agent(point -> second.incrementAndGet())) {
            change(2);
            shop.applied(2, 2);
            assertThat(second).hasValue(0);
            working.close();
            change(3);

            shop.applied(3, 3);

            assertThat(second.get()).isPositive();
            assertThat(standingBy.targets()).isNotEmpty();
        }
        assertThat(shop.column("SELECT what FROM trace ORDER BY seq")).containsExactly("1", "2", "3");
    }

    @Test
    void waitsForTheLastStatementOfADeadAgent() throws SQLException {
        try (TargetSession dead = Objects.requireNonNull(TargetSession.tryOpen(Shop.TARGET, shop.database()))) {
            dead.control().close();

            assertThat(TargetSession.tryOpen(Shop.TARGET, shop.database())).isNull();
        }
    }

    @Test
    void keepsAnAgentThatWasOvertakenFromCommitting() throws SQLException {
        try (TargetSession overtaken = Objects.requireNonNull(TargetSession.tryOpen(Shop.TARGET, shop.database()));
                Connection other = shop.database().connect()) {
            new Fence(Shop.TARGET, overtaken.tables()).take(other);

            assertThatThrownBy(() -> overtaken.fence().advance(overtaken.scripts()))
                    .isInstanceOf(FencedException.class);
        }
    }

    @Test
    void happensAfterTheServerEndsTheSessions() {
        AtomicInteger runs = new AtomicInteger();
        change(1);
        try (QuipuAgent agent = shop.agent(point -> {
            if (point == CrashPoint.SCRIPT_RUN && runs.getAndIncrement() == 0) {
                endSessionsOfAgents();
            }
        })) {
            shop.applied(1, 1);

            assertThat(runs).hasValue(2);
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(shop.column("SELECT what FROM trace")).containsExactly("1");
    }

    /** The agent is stopped within a statement, and wakes up when another has done its work. */
    @Test
    void leavesAStoppedAgentNothingToWriteWhenItGoesOn() {
        shop.execute("CREATE TABLE nap AS SELECT 60 AS seconds");
        String script = "INSERT INTO trace (what) VALUES ('one'); SELECT sleep(seconds) FROM nap;"
                + " ALTER TABLE trace ADD more int";
        shop.approved(1, script, "SELECT 1");
        try (Child stopped = Child.start(shop)) {
            shop.rollout(1, 1);
            awaitSession("User sleep");
            stopped.signal("STOP");
            shop.execute("DELETE FROM nap");
            endSessionsOfAgents();
            try (QuipuAgent next = shop.agent()) {
                shop.awaitTarget(target -> target.has(1));
                stopped.signal("CONT");
                shop.completeRollout();
                change(2);
                shop.applied(2, 2);
                assertThat(next.targets()).isNotEmpty();
            }
            change(3);
            shop.applied(3, 3);
            assertThat(stopped.isAlive()).isTrue();
        }
        assertThat(shop.column("SELECT what FROM trace ORDER BY seq")).containsExactly("one", "2", "3");
        assertThat(shop.history()).isEqualTo("1.1 FORWARD, 2.1 FORWARD, 3.1 FORWARD");
    }

    private void awaitSession(String state) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(PATIENCE)
                .until(() -> shop.column("SELECT id FROM information_schema.processlist WHERE db = DATABASE()"
                                        + " AND state = '%s'".formatted(state))
                                .size()
                        == 1);
    }

    /** An attempt to get a table's lock is short, and the pauses between get longer: who looks seldom sees none. */
    private void awaitAttempt(String attempts, boolean running) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(PATIENCE)
                .until(() -> shop.column(attempts).isEmpty() != running);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE trace SET what = 'two'", "ALTER TABLE trace ADD more int"})
    void isNeededByNoAgentThatWaitsForALock(String sql) throws SQLException {
        shop.execute("INSERT INTO trace (what) VALUES ('one')");
        shop.approved(1, sql, "SELECT 1");
        AtomicInteger claims = new AtomicInteger();
        try (QuipuAgent agent = shop.agent(point -> claims.addAndGet(point == CrashPoint.CLAIMED ? 1 : 0));
                Connection other = DriverManager.getConnection(shop.jdbcUrl);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE trace SET what = 'other'");
            shop.rollout(1, 1);
            String attempts = "SELECT id FROM information_schema.processlist WHERE db = DATABASE()"
                    + " AND info LIKE '%s%%'".formatted(sql.substring(0, 12));
            awaitAttempt(attempts, true);
            awaitAttempt(attempts, false);
            other.rollback();

            shop.awaitTarget(target -> target.has(1));

            assertThat(claims).hasValue(1);
            assertThat(agent.targets()).isNotEmpty();
        }
    }
}
