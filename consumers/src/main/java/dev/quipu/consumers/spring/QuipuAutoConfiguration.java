package dev.quipu.consumers.spring;

import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.metrics.AgentMetrics;
import dev.quipu.consumers.metrics.MicrometerMetrics;
import dev.quipu.ledger.event.ChangeId;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * An agent for a service's own databases, where {@code quipu.kafka.bootstrap.servers} is set. It is started before
 * whatever uses a data source, so that {@code quipu.require} holds for all of the service.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnProperty("quipu.kafka.bootstrap.servers")
@ConditionalOnBooleanProperty(name = "quipu.enabled", matchIfMissing = true)
@EnableConfigurationProperties(QuipuProperties.class)
public class QuipuAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    QuipuAgent quipuAgent(
            QuipuProperties properties,
            Environment environment,
            ObjectProvider<AgentMetrics> metrics,
            ObjectProvider<QuipuAgentCustomizer> customizers) {
        QuipuAgent.Builder builder = QuipuAgent.builder()
                .ledger(properties.ledger().with(properties.kafka()))
                .maxSessions(properties.maxSessions());
        metrics.ifAvailable(builder::metrics);
        for (QuipuProperties.Target target : properties.targets()) {
            TargetSource source = new TargetSource(target, environment);
            builder.target(source.id(), source.database());
        }
        properties
                .require()
                .forEach(change -> builder.requireApplied(ChangeId.parse(change), properties.requireWithin()));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.start();
    }

    /** Where Micrometer is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        @ConditionalOnMissingBean
        AgentMetrics quipuMetrics(MeterRegistry registry) {
            return MicrometerMetrics.in(registry);
        }
    }

    /** Where the service tells its health. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnEnabledHealthIndicator("quipu")
    static class Health {

        @Bean
        @ConditionalOnMissingBean(name = "quipuHealthIndicator")
        HealthIndicator quipuHealthIndicator(QuipuAgent agent) {
            return new QuipuHealthIndicator(agent);
        }
    }
}
