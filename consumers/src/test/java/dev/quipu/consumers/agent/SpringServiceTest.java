package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.consumers.spring.QuipuAutoConfiguration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service on Spring Boot with an agent in it. */
class SpringServiceTest {

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop();
        shop.approved(1, "CREATE TABLE t AS SELECT 42 AS answer", "DROP TABLE t");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** What a service brings: meters, and something that reads the database while it starts. */
    @Configuration
    @Import(DatabaseInitializationDependencyConfigurer.class)
    static class Service {

        @Bean
        @DependsOnDatabaseInitialization
        String answer(Shop shop) {
            return shop.query("SELECT answer FROM t");
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private ApplicationContextRunner service() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(QuipuAutoConfiguration.class))
                .withBean(Shop.class, () -> shop)
                .withPropertyValues(
                        "quipu.kafka.bootstrap.servers=" + shop.settings.bootstrapServers(),
                        "quipu.ledger.topic=" + shop.settings.topic(),
                        "quipu.targets[0].name=" + Shop.TARGET,
                        "spring.datasource.url=" + shop.jdbcUrl,
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=postgres");
    }

    @Test
    void readsItsDatabaseWhenTheSchemaIsThere() {
        shop.rollout(1, 1);
        service()
                .withUserConfiguration(Service.class)
                .withPropertyValues("quipu.require=orders/1", "quipu.require-within=60s")
                .run(context -> {
                    assertThat(context.getBean("answer")).isEqualTo("42");
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    await().until(() -> applied(meters) == 1);
                    Health health = context.getBean(HealthIndicator.class).health();
                    assertThat(health).isNotNull();
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails().toString()).contains("orders@eu-1");
                });
    }

    private static double applied(MeterRegistry meters) {
        Counter counter = meters.find("quipu.changes").tag("outcome", "applied").counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void doesNotStartWithoutTheSchemaThatItRequires() {
        service()
                .withPropertyValues("quipu.require=orders/1", "quipu.require-within=1ms")
                .run(context ->
                        assertThat(context).hasFailed().getFailure().rootCause().isInstanceOf(NotApplied.class));
    }

    @Test
    void isDownWhileItsAgentCannotReachTheDatabase() {
        service()
                .withPropertyValues("quipu.targets[0].url=jdbc:postgresql://127.0.0.1:1/nowhere")
                .run(context -> {
                    HealthIndicator indicator = context.getBean(HealthIndicator.class);
                    await().untilAsserted(() -> assertThat(indicator.health())
                            .satisfies(health -> assertThat(health.getStatus()).isEqualTo(Status.DOWN)));
                });
    }

    @Test
    void hasNoAgentUnlessItNamesALedger() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(QuipuAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(QuipuAgent.class));
        service().withPropertyValues("quipu.enabled=false").run(context -> assertThat(context)
                .doesNotHaveBean(QuipuAgent.class));
    }

    @Test
    void needsNeitherMetersNorHealth() {
        service()
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class, HealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(QuipuAgent.class));
    }
}
