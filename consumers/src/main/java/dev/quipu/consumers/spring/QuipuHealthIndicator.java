package dev.quipu.consumers.spring;

import dev.quipu.consumers.agent.AgentHealth;
import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.agent.TargetHealth;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the agent follows the ledger and can work on all of its targets. */
final class QuipuHealthIndicator implements HealthIndicator {

    private final QuipuAgent agent;

    QuipuHealthIndicator(QuipuAgent agent) {
        this.agent = agent;
    }

    @Override
    public Health health() {
        AgentHealth health = agent.health();
        boolean up = health.isFollowing() && health.problems().isEmpty();
        Health.Builder builder = (up ? Health.up() : Health.down())
                .withDetail("lagEntries", health.lag().records())
                .withDetail("lagSeconds", health.lag().time().toSeconds())
                .withDetail("targets", targets(health));
        String problem = health.ledgerProblem();
        return problem == null
                ? builder.build()
                : builder.withDetail("ledger", problem).build();
    }

    private static Map<String, String> targets(AgentHealth health) {
        Map<String, String> targets = new TreeMap<>();
        health.targets().forEach((target, its) -> targets.put(target.toString(), describe(its)));
        return targets;
    }

    private static String describe(TargetHealth health) {
        String problem = health.problem();
        return problem == null ? health.name() : health.name() + ": " + problem;
    }
}
