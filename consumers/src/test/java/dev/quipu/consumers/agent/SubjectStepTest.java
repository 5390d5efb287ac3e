package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.change.SubjectStep;
import dev.quipu.ledger.change.ToggleStep;
import dev.quipu.ledger.event.ToggleSetting;
import dev.quipu.ledger.state.Application;
import dev.quipu.schemas.registry.Compatibility;
import dev.quipu.schemas.registry.RegistryServer;
import dev.quipu.schemas.registry.SchemaRegistry;
import dev.quipu.schemas.registry.SchemaType;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real registry. */
class SubjectStepTest {

    private final String subject = "orders-" + UUID.randomUUID() + "-value";
    private Shop shop;

    @BeforeEach
    void start() {
        shop = new Shop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void registersASchemaThatStaysWhenItIsRolledBack() {
        try (QuipuAgent agent = agent();
                SchemaRegistry registry =
                        new SchemaRegistry(RegistryServer.shared().settings())) {
            assertThat(agent.targets()).containsExactly(Shop.TARGET);
            shop.approved(1, null, json("integer"));

            shop.applied(1, 1);
            shop.rolledBack(1);
            shop.applied(1, 1);

            assertThat(registry.versions(subject)).containsExactly(1);
            assertThat(registry.compatibility(subject)).hasValue(Compatibility.FULL);
        }
    }

    @Test
    void failsForTheReasonsOfTheRegistry() {
        try (QuipuAgent agent = agent()) {
            assertThat(agent.targets()).containsExactly(Shop.TARGET);
            shop.approved(1, null, json("integer"));
            shop.approved(2, null, json("string"));
            shop.applied(1, 1);

            Application.Failed failed = shop.failed(2, 2);

            assertThat(failed.code()).isEqualTo("subject");
            assertThat(failed.message()).contains("Subschema type changed at /properties/id");
        }
    }

    @Test
    void failsWithoutARegistry() {
        try (QuipuAgent agent = shop.agent()) {
            assertThat(agent.targets()).containsExactly(Shop.TARGET);
            shop.approved(1, null, json("integer"));

            assertThat(shop.failed(1, 1).message())
                    .startsWith("this agent has no schema registry for subject " + subject);
        }
    }

    @Test
    void setsAToggleAndPutsItBack() {
        try (QuipuAgent agent = shop.agent()) {
            assertThat(agent.targets()).containsExactly(Shop.TARGET);
            shop.approved(1, null, new ToggleStep("on", new ToggleSetting("new-prices", 25, 5)));

            shop.applied(1, 1);
            assertThat(toggle()).isEqualTo(25);
            shop.rolledBack(1);
            assertThat(toggle()).isEqualTo(5);
        }
    }

    private int toggle() {
        return Objects.requireNonNull(shop.awaitTarget(target -> true).toggles().get("new-prices"))
                .percentage();
    }

    private QuipuAgent agent() {
        return QuipuAgent.builder()
                .ledger(shop.settings)
                .registry(RegistryServer.shared().settings())
                .target(Shop.TARGET, shop.database())
                .start();
    }

    private Step json(String type) {
        return new SubjectStep(
                "register",
                subject,
                SchemaType.JSON,
                Compatibility.FULL,
                "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"%s\"}}}".formatted(type));
    }
}
