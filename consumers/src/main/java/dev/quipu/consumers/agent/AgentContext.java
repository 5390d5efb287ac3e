package dev.quipu.consumers.agent;

import dev.quipu.consumers.metrics.AgentMetrics;
import dev.quipu.ledger.Ledger;

/** What all targets of an agent share. */
record AgentContext(Ledger ledger, Places places, AgentMetrics metrics, CrashPoints crashPoints) {}
