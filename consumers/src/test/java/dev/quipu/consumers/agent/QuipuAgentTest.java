package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.TargetState;
import org.junit.jupiter.api.Test;

class QuipuAgentTest {

    @Test
    void appliesChangesInOrder() {
        try (Shop shop = new Shop();
                QuipuAgent agent = start(shop)) {
            shop.approved(1, "CREATE TABLE orders (id bigint PRIMARY KEY)", "DROP TABLE orders");
            shop.approved(2, "ALTER TABLE orders ADD currency text", "ALTER TABLE orders DROP currency");

            shop.rollout(1, 2);

            shop.awaitTarget(target -> target.latest() == 2);
            assertThat(shop.query("SELECT count(*) FROM information_schema.columns WHERE table_name = 'orders'"))
                    .isEqualTo("2");
            assertThat(shop.query("SELECT count(*) FROM quipu.history")).isEqualTo("2");
            assertThat(agent.targets()).containsExactly(Shop.TARGET);
        }
    }

    @Test
    void rollsBackTheLatestChange() {
        try (Shop shop = new Shop();
                QuipuAgent agent = start(shop)) {
            shop.approved(1, "CREATE TABLE orders (id bigint PRIMARY KEY)", "DROP TABLE orders");
            shop.rollout(1, 1);
            shop.awaitTarget(target -> target.latest() == 1);
            shop.done(new dev.quipu.ledger.decide.CompleteRollout(dev.quipu.ledger.event.RolloutId.parse("orders/r1")));

            shop.rollback();

            TargetState target = shop.awaitTarget(state -> state.application(1) instanceof Application.RolledBack);
            assertThat(target.latest()).isZero();
            assertThat(shop.query("SELECT to_regclass('orders')")).isEqualTo("null");
            assertThat(agent.targets()).isNotEmpty();
        }
    }

    @Test
    void buildsAnIndexOutsideATransactionAndReportsAFailure() {
        try (Shop shop = new Shop();
                QuipuAgent agent = start(shop)) {
            shop.approved(
                    1,
                    "test",
                    new Step.SqlStep("table", "CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1)", null, true),
                    new Step.SqlStep("index", "CREATE INDEX CONCURRENTLY t_id ON t (id)", null, false),
                    new Step.SqlStep("unique", "CREATE UNIQUE INDEX CONCURRENTLY t_u ON t (id)", null, false));

            shop.rollout(1, 1);

            TargetState target = shop.awaitTarget(state -> state.application(1) instanceof Application.Failed);
            assertThat(target.application(1)).isInstanceOfSatisfying(Application.Failed.class, failed -> {
                assertThat(failed.step()).isEqualTo(3);
                assertThat(failed.code()).isEqualTo("23505");
                assertThat(failed.message()).contains("t_u").doesNotContain("(1)");
            });
            assertThat(shop.query("SELECT count(*) FROM pg_indexes WHERE tablename = 't'"))
                    .isEqualTo("1");
            assertThat(agent.targets()).isNotEmpty();
        }
    }

    private static QuipuAgent start(Shop shop) {
        return QuipuAgent.builder()
                .ledger(shop.ledger)
                .target(Shop.TARGET, shop.database())
                .start();
    }
}
