package dev.quipu.consumers.agent;

import dev.quipu.consumers.metrics.AgentMetrics;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.telemetry.Telemetry;
import dev.quipu.schemas.registry.SchemaRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What all targets of an agent share.
 *
 * @param registry where subject steps register schemas, or null for nowhere
 */
record AgentContext(
        Ledger ledger,
        Places places,
        AgentMetrics metrics,
        Telemetry telemetry,
        @Nullable SchemaRegistry registry,
        CrashPoints crashPoints) {}
