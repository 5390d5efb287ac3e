package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeoverTest {

    private static final String AGENTS = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE application_name = 'quipu-agent' AND datname = current_database()";

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop();
        shop.execute("CREATE TABLE trace (what text)");
        shop.approved(1, "INSERT INTO trace VALUES ('one')", "SELECT 1");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void happensWhenTheAgentAtWorkCloses() {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        QuipuAgent working = shop.agent(point -> first.incrementAndGet());
        shop.applied(1, 1);
        try (QuipuAgent standingBy = shop.agent(point -> second.incrementAndGet())) {
            shop.approved(2, "INSERT INTO trace VALUES ('two')", "SELECT 1");
            shop.applied(2, 2);
            assertThat(second).hasValue(0);
            working.close();
            int before = first.get();
            shop.approved(3, "INSERT INTO trace VALUES ('three')", "SELECT 1");

            shop.applied(3, 3);

            assertThat(first).hasValue(before);
            assertThat(second.get()).isPositive();
            assertThat(standingBy.targets()).isNotEmpty();
        }
        assertThat(shop.query("SELECT string_agg(what, ' ') FROM trace")).isEqualTo("one two three");
    }

    @Test
    void happensWhenTheAgentAtWorkDies() {
        Dying dying = new Dying(CrashPoint.SCRIPT_RUN, 1);
        try (QuipuAgent working = shop.agent(dying);
                QuipuAgent other = shop.agent(dying)) {
            shop.rollout(1, 1);
            dying.await();
            try (QuipuAgent standingBy = shop.agent()) {
                shop.awaitTarget(target -> target.has(1));
                assertThat(standingBy.targets()).isEqualTo(working.targets()).isEqualTo(other.targets());
            }
        }
        assertThat(shop.query("SELECT string_agg(what, ' ') FROM trace")).isEqualTo("one");
    }

    @Test
    void isAwaitedByAnAgentThatSaysSo() {
        List<TargetReport> reports = new CopyOnWriteArrayList<>();
        try (QuipuAgent working = shop.agent()) {
            shop.applied(1, 1);
            try (QuipuAgent other = QuipuAgent.builder()
                    .ledger(shop.ledger)
                    .target(Shop.TARGET, shop.database())
                    .telemetry(reports::add)
                    .start()) {
                await().until(() -> !reports.isEmpty());

                assertThat(reports.getFirst().activity()).isInstanceOf(Activity.StandingBy.class);
                assertThat(health(other)).isInstanceOf(TargetHealth.StandingBy.class);
                assertThat(health(working)).isInstanceOf(TargetHealth.Idle.class);
            }
        }
    }

    private static @Nullable TargetHealth health(QuipuAgent agent) {
        return agent.health().targets().get(Shop.TARGET);
    }

    private static TargetSession open(Shop of) throws SQLException {
        return Objects.requireNonNull(TargetSession.tryOpen(Shop.TARGET, of.database()));
    }

    @Test
    void waitsForTheLastStatementOfADeadAgent() throws SQLException {
        try (TargetSession dead = open(shop)) {
            dead.control().close();

            assertThat(TargetSession.tryOpen(Shop.TARGET, shop.database())).isNull();

            dead.scripts().close();
            await().until(() -> shop.query(AGENTS).equals("0"));
            try (TargetSession next = open(shop)) {
                assertThat(next.isAlive()).isTrue();
            }
        }
    }

    @Test
    void keepsAnAgentThatWasOvertakenFromCommitting() throws SQLException {
        try (TargetSession overtaken = open(shop);
                Connection other = shop.database().connect()) {
            new Fence(Shop.TARGET, overtaken.tables()).take(other);

            assertThatThrownBy(() -> overtaken.fence().advance(overtaken.scripts()))
                    .isInstanceOf(FencedException.class);
        }
    }

    @Test
    void isNoticedInTheMiddleOfARollout() {
        AtomicInteger claims = new AtomicInteger();
        try (QuipuAgent agent = shop.agent(point -> {
            if (point == CrashPoint.CLAIMED && claims.getAndIncrement() == 0) {
                shop.execute("UPDATE quipu.fence SET epoch = epoch + 10");
            }
        })) {
            shop.applied(1, 1);

            assertThat(claims).hasValue(2);
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(shop.query("SELECT string_agg(what, ' ') FROM trace")).isEqualTo("one");
    }

    @Test
    void isDoneByAnyAgentAfterTheServerEndsTheirSessions() {
        AtomicInteger runs = new AtomicInteger();
        try (QuipuAgent agent = shop.agent(point -> {
            if (point == CrashPoint.SCRIPT_RUN && runs.getAndIncrement() == 0) {
                shop.query("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE application_name = 'quipu-agent' AND datname = current_database()");
                await().until(() -> shop.query(AGENTS).equals("0"));
            }
        })) {
            shop.applied(1, 1);

            assertThat(runs).hasValue(2);
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(shop.query("SELECT string_agg(what, ' ') FROM trace")).isEqualTo("one");
    }
}
