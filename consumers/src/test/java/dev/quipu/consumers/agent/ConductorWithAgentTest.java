package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.consumers.conductor.Conductor;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.state.LedgerState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConductorWithAgentTest {

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = new Shop();
        agent = shop.agent();
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.close();
    }

    private static @Nullable RolloutOutcome outcome(LedgerState state, RolloutId rollout) {
        return Objects.requireNonNull(state.rollout(rollout)).outcome();
    }

    private RolloutOutcome awaitOutcome(RolloutId rollout) {
        return Objects.requireNonNull(outcome(shop.await(state -> outcome(state, rollout) != null), rollout));
    }

    @Test
    void completesWhatSucceedsAndWhatFails() {
        try (Conductor conductor = Conductor.start(shop.ledger)) {
            shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");
            assertThat(awaitOutcome(shop.rollout(1, 1))).isEqualTo(RolloutOutcome.SUCCEEDED);
            shop.approved(2, "SELECT nowhere", "SELECT 1");
            assertThat(awaitOutcome(shop.rollout(2, 2))).isEqualTo(RolloutOutcome.FAILED);
            assertThat(conductor).isNotNull();
        }
    }

    @Test
    void doesNoHarmTwice() {
        try (KafkaLedger other = KafkaLedger.open(shop.settings);
                Conductor one = Conductor.start(shop.ledger);
                Conductor two = Conductor.start(other)) {
            for (int number = 1; number <= 10; number++) {
                shop.approved(number, "SELECT 1", "SELECT 1");
                assertThat(awaitOutcome(shop.rollout(number, number))).isEqualTo(RolloutOutcome.SUCCEEDED);
            }
            assertThat(one).isNotSameAs(two);
        }
    }

    @Test
    void completesWhatEndedWhileItWasAway() {
        Conductor.start(shop.ledger).close();
        shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");
        RolloutId rollout = shop.rollout(1, 1);
        shop.awaitTarget(target -> target.has(1));
        assertThat(outcome(shop.ledger.state(), rollout)).isNull();

        try (Conductor conductor = Conductor.start(shop.ledger)) {
            assertThat(awaitOutcome(rollout)).isEqualTo(RolloutOutcome.SUCCEEDED);
            assertThat(conductor).isNotNull();
        }
    }
}
