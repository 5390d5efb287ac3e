package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.consumers.embed.DeprecationWarning;
import dev.quipu.consumers.embed.Toggles;
import dev.quipu.ledger.Lag;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.decide.SetToggle;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Deprecation;
import dev.quipu.ledger.event.Phase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service sees of the agent in its own process. */
class EmbeddingTest {

    private static final ChangeId FIRST = ChangeId.parse("orders/1");

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private QuipuAgent.Builder builder() {
        return QuipuAgent.builder().ledger(shop.ledger).target(Shop.TARGET, shop.database());
    }

    @Test
    void startsWhenTheSchemaIsThere() throws InterruptedException {
        shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");
        shop.approved(2, "CREATE TABLE u ()", "DROP TABLE u");
        shop.rollout(1, 2);

        try (QuipuAgent agent =
                builder().requireApplied(FIRST, Duration.ofSeconds(60)).start()) {
            assertThat(shop.query("SELECT to_regclass('t')")).isEqualTo("t");
            assertThat(agent.awaitApplied(ChangeId.parse("orders/2"), Duration.ofSeconds(60)))
                    .isTrue();
            assertThat(agent.health().isReady()).isTrue();
            assertThat(agent.health().lag()).isEqualTo(Lag.NONE);
        }
    }

    @Test
    void doesNotStartWithoutTheSchema() {
        shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");

        assertThatThrownBy(() ->
                        builder().requireApplied(FIRST, Duration.ofMillis(1)).start())
                .isInstanceOf(NotApplied.class)
                .hasMessage("orders/1 is not applied on orders@eu-1 after 0 s. See where it stands: quipu change show"
                        + " orders/1");
        assertThatThrownBy(() -> builder()
                        .requireApplied(ChangeId.parse("billing/1"), Duration.ofMillis(1))
                        .start())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhyADatabaseCannotBeUsed() {
        TargetDatabase nowhere = new TargetDatabase("jdbc:postgresql://127.0.0.1:1/nowhere", "nobody", () -> "secret");
        try (QuipuAgent agent = QuipuAgent.builder()
                .ledger(shop.ledger)
                .target(Shop.TARGET, nowhere)
                .start()) {
            await().until(() -> !agent.health().isReady());

            assertThat(agent.health().isFollowing()).isTrue();
            assertThat(agent.health().problems().get(Shop.TARGET))
                    .contains("127.0.0.1:1", "08001")
                    .doesNotContain("secret");
        }
    }

    @Test
    void asksForThePasswordAgainAtOnceWhenItWasRefused() {
        AtomicBoolean rotated = new AtomicBoolean();
        Supplier<TargetDatabase> database = () -> {
            String user = rotated.get() ? "postgres" : "nobody";
            return new TargetDatabase(shop.jdbcUrl.replaceAll("\\?.*", ""), user, () -> user);
        };
        try (QuipuAgent agent = QuipuAgent.builder().ledger(shop.ledger).start()) {
            agent.add(Shop.TARGET, database);
            await().until(() -> !agent.health().isReady());

            rotated.set(true);

            await().until(() -> agent.health().isReady());
        }
    }

    @Test
    void hasTogglesThatPickTheSameSubjectsEverywhere() {
        try (QuipuAgent agent = builder().start()) {
            Toggles toggles = agent.toggles(Shop.TARGET);
            assertThat(toggles.isOn("new-read")).isFalse();
            assertThat(toggles.percentage("new-read")).isEmpty();

            shop.done(new SetToggle(Shop.TARGET, "new-read", 30, "try it"));

            assertThat(toggles.percentage("new-read")).hasValue(30);
            assertThat(toggles.isOn("new-read")).isFalse();
            assertThat(toggles.isOn("new-read", "account-2")).isTrue();
            assertThat(toggles.isOn("new-read", "account-1")).isFalse();

            shop.done(new SetToggle(Shop.TARGET, "new-read", 100, "it works"));

            assertThat(toggles.isOn("new-read")).isTrue();
            assertThat(toggles.isOn("new-read", "account-1")).isTrue();
        }
    }

    @Test
    void hearsOfWhatItIsToStopUsingOnceThatIsSaid() {
        try (QuipuAgent agent = builder().start()) {
            shop.approved(new ChangeFile(
                    FIRST,
                    "cents",
                    "test",
                    null,
                    Phase.EXPAND,
                    List.of(),
                    List.of(),
                    List.of(Shop.sql("one", "CREATE TABLE t ()", "DROP TABLE t")),
                    null,
                    List.of(new Deprecation("orders.total", "2027-01-31", "orders.total_cents"))));
            assertThat(agent.deprecations(Shop.ORDERS)).isEmpty();

            shop.applied(1, 1);

            DeprecationWarning warning =
                    new DeprecationWarning(FIRST, "orders.total", LocalDate.of(2027, 1, 31), "orders.total_cents");
            assertThat(agent.deprecations(Shop.ORDERS)).containsExactly(warning);
            assertThat(warning.isOverdue(LocalDate.of(2027, 1, 31))).isFalse();
            assertThat(warning.isOverdue(LocalDate.of(2027, 2, 1))).isTrue();
        }
    }
}
