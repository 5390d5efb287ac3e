package dev.quipu.consumers.agent;

import dev.quipu.consumers.metrics.AgentMetrics;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.telemetry.Telemetry;

/** What all targets of an agent share. */
record AgentContext(Ledger ledger, Places places, AgentMetrics metrics, Telemetry telemetry, CrashPoints crashPoints) {}
