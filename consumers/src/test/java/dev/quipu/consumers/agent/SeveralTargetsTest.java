package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.consumers.conductor.Conductor;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeveralTargetsTest {

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private QuipuAgent agent(OtherTarget other) {
        return QuipuAgent.builder()
                .ledger(shop.ledger)
                .target(Shop.TARGET, shop.database())
                .target(other.id(), other.database())
                .start();
    }

    private static TargetState target(LedgerState state, TargetId id) {
        return Objects.requireNonNull(state.target(id));
    }

    @Test
    void getTheSameChangesFromOneAgent() throws InterruptedException {
        OtherTarget other = OtherTarget.in(shop, "orders@us-1");
        try (QuipuAgent agent = agent(other);
                Conductor conductor = Conductor.start(shop.ledger)) {
            shop.approved(1, "CREATE TABLE t (id int)", "DROP TABLE t");
            RolloutId rollout = shop.rollout(1, 1);

            assertThat(agent.awaitApplied(ChangeId.parse("orders/1"), Duration.ofSeconds(60)))
                    .isTrue();

            shop.await(state -> Objects.requireNonNull(state.rollout(rollout)).outcome() == RolloutOutcome.SUCCEEDED);
            assertThat(conductor).isNotNull();
        }
    }

    @Test
    void finishTheirRunningChangeWhenOneFailsAndBeginNoOther() {
        OtherTarget other = OtherTarget.in(shop, "orders@us-1");
        shop.execute("CREATE TABLE obstacle ()");
        shop.approved(
                1,
                null,
                Shop.sql("one", "CREATE TABLE one ()", "DROP TABLE one"),
                Shop.sql("two", "CREATE TABLE obstacle ()", "DROP TABLE obstacle"));
        shop.approved(2, "CREATE TABLE two ()", "DROP TABLE two");
        CountDownLatch failed = new CountDownLatch(1);
        QuipuAgent.Builder slow = QuipuAgent.builder()
                .ledger(shop.ledger)
                .target(other.id(), other.database())
                .crashPoints(point -> awaitAtClaim(point, failed));
        try (QuipuAgent second = slow.start();
                Conductor conductor = Conductor.start(shop.ledger)) {
            RolloutId rollout = shop.rollout(1, 2);
            shop.await(state -> target(state, other.id()).work() != null);
            try (QuipuAgent first = shop.agent()) {
                shop.awaitFailure(1);
                failed.countDown();

                LedgerState end = shop.await(
                        state -> Objects.requireNonNull(state.rollout(rollout)).outcome() != null);

                assertThat(Objects.requireNonNull(end.rollout(rollout)).outcome())
                        .isEqualTo(RolloutOutcome.FAILED);
                assertThat(target(end, other.id()).has(1)).isTrue();
                assertThat(target(end, other.id()).application(2)).isNull();
                assertThat(first.targets()).isNotEqualTo(second.targets());
                assertThat(conductor).isNotNull();
            }
        }
    }

    private static void awaitAtClaim(CrashPoint point, CountDownLatch latch) {
        try {
            if (point == CrashPoint.CLAIMED) {
                latch.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void waitForTheChangeOfAnotherServiceAndGoOn() {
        OtherTarget billing = OtherTarget.in(shop, "billing@eu-1");
        shop.approved(OtherTarget.change("billing/1", List.of(), "CREATE TABLE invoices ()"));
        shop.approved(OtherTarget.change("orders/1", List.of("billing/1"), "CREATE TABLE orders ()"));
        try (QuipuAgent agent = agent(billing)) {
            shop.rollout(1, 1);
            long seen = shop.ledger.state().entries();
            shop.done(new StartRollout(new ServiceName("billing"), 1, 1));

            LedgerState end = shop.await(state -> target(state, Shop.TARGET).has(1));

            assertThat(target(end, billing.id()).has(1)).isTrue();
            assertThat(end.voids()).isZero();
            assertThat(end.entries()).isGreaterThan(seen);
            assertThat(agent.targets()).hasSize(2);
        }
    }
}
