package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.TargetEvent.TargetRetired;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetLoopTest {

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void ends(QuipuAgent agent, Class<? extends TargetHealth> how) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(agent.health().targets().get(Shop.TARGET)).isInstanceOf(how));
    }

    @Test
    void endsWhenTheTargetIsRetired() {
        try (QuipuAgent agent = shop.agent()) {
            shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");
            shop.applied(1, 1);

            shop.done(Command.of(new TargetRetired(Shop.TARGET, "gone"), "gone"));

            ends(agent, TargetHealth.Retired.class);
        }
    }

    @Test
    void endsAtTheDatabaseOfAnotherTarget() {
        shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");
        try (QuipuAgent agent = shop.agent()) {
            shop.applied(1, 1);
            assertThat(agent.targets()).isNotEmpty();
        }
        shop.execute("UPDATE quipu.fence SET target = 'orders@us-1'");

        try (QuipuAgent agent = shop.agent()) {
            ends(agent, TargetHealth.Stopped.class);
        }
        assertThat(shop.query("SELECT target FROM quipu.fence")).isEqualTo("orders@us-1");
    }

    @Test
    void goesOnAfterAnErrorThatNobodyExpected() {
        AtomicInteger errors = new AtomicInteger(2);
        try (QuipuAgent agent = shop.agent(point -> {
            if (errors.getAndDecrement() > 0) {
                throw new IllegalStateException("unexpected");
            }
        })) {
            shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");

            shop.applied(1, 1);

            ends(agent, TargetHealth.Idle.class);
        }
    }
}
