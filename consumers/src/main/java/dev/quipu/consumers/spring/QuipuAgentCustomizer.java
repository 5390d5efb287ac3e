package dev.quipu.consumers.spring;

import dev.quipu.consumers.agent.QuipuAgent;

/** A bean that has a say in how a service's agent is built, after all settings were applied. */
@FunctionalInterface
public interface QuipuAgentCustomizer {

    /** Changes what it likes to change. */
    void customize(QuipuAgent.Builder agent);
}
