package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.state.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostReportsTest {

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop();
        shop.execute("CREATE TABLE trace (what text)");
        shop.approved(1, "INSERT INTO trace VALUES ('one')", "INSERT INTO trace VALUES ('back')");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void died(CrashPoint point) {
        Dying dying = new Dying(point, 1);
        try (QuipuAgent agent = shop.agent(dying)) {
            assertThat(agent.targets()).isNotEmpty();
            shop.rollout(1, 1);
            dying.await();
        }
    }

    private void converges() {
        try (QuipuAgent agent = shop.agent()) {
            shop.awaitTarget(target -> target.has(1));
            await().until(() -> shop.query("SELECT count(*) FROM quipu.outbox").equals("0"));
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(shop.query("SELECT string_agg(what, ' ') FROM trace")).isEqualTo("one");
        assertThat(shop.history()).isEqualTo("1.1 FORWARD");
    }

    @Test
    void areMadeAgainFromTheHistory() {
        died(CrashPoint.COMMITTED);
        shop.execute("DELETE FROM quipu.outbox");

        converges();
    }

    @Test
    void areMadeAgainWhereOnlyTheLastIsMissing() {
        died(CrashPoint.COMMITTED);
        shop.execute("DELETE FROM quipu.outbox WHERE seq = (SELECT max(seq) FROM quipu.outbox)");

        converges();
    }

    @Test
    void countOnceWhenSentTwice() {
        died(CrashPoint.REPORTED);
        assertThat(shop.query("SELECT count(*) FROM quipu.outbox")).isEqualTo("2");
        long accepted = shop.ledger.state().entries() - shop.ledger.state().voids();

        converges();

        assertThat(shop.ledger.state().entries() - shop.ledger.state().voids()).isEqualTo(accepted);
    }

    @Test
    void areSaidAgainWhereOneCameTooEarly() throws InterruptedException {
        died(CrashPoint.COMMITTED);
        Work work = Objects.requireNonNull(
                shop.awaitTarget(target -> target.work() != null).work());
        Reports reports = new Reports(Shop.TARGET, "test", Clock.systemUTC());
        Answers.await(
                shop.ledger.append(reports.concluded(
                        work.task(),
                        Objects.requireNonNull(
                                        shop.ledger.state().change(work.task().change()))
                                .proposal()
                                .digest(),
                        1,
                        1)),
                Duration.ofSeconds(30));
        assertThat(shop.ledger.state().voids()).isEqualTo(1);

        converges();
    }
}
