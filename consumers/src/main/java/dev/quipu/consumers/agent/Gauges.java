package dev.quipu.consumers.agent;

import dev.quipu.consumers.metrics.AgentReadings;
import dev.quipu.ledger.event.TargetId;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads what metrics show of an agent at any moment. */
record Gauges(AgentContext context, Supplier<Map<TargetId, TargetHealth>> targetHealth) implements AgentReadings {

    @Override
    public Map<String, Integer> targets() {
        Map<String, Integer> counts = new TreeMap<>();
        TargetHealth.NAMES.forEach(name -> counts.put(name, 0));
        targetHealth.get().values().forEach(health -> counts.merge(health.name(), 1, Integer::sum));
        return counts;
    }

    @Override
    public int sessionsOpen() {
        return context.places().taken();
    }

    @Override
    public int sessionsCap() {
        return context.places().cap();
    }

    @Override
    public long lagEntries() {
        return context.ledger().lag().records();
    }

    @Override
    public Duration lag() {
        return context.ledger().lag().time();
    }
}
