package dev.quipu.consumers.agent;

import dev.quipu.consumers.metrics.AgentReadings;
import dev.quipu.ledger.event.TargetId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Reads what metrics show of an agent at any moment. */
record Gauges(AgentContext context, Supplier<Map<TargetId, TargetHealth>> targetHealth) implements AgentReadings {

    @Override
    public Map<String, Integer> targets() {
        return TargetHealth.counts(targetHealth.get().values());
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
