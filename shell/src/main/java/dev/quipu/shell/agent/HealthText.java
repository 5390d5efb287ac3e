package dev.quipu.shell.agent;

import dev.quipu.consumers.agent.AgentHealth;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent's health as somebody who supervises it asks for it over HTTP.
 *
 * @param status 200 or 503
 */
record HealthText(int status, String json) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The health of an agent, or of a process that waits for its ledger.
     *
     * @param alive whether to tell that it goes on at all; else whether it can work
     */
    static HealthText of(@Nullable Supplier<AgentHealth> agent, boolean alive) {
        if (agent == null) {
            ObjectNode waiting = JSON.createObjectNode().put("status", alive ? "up" : "down");
            waiting.put("waitingFor", "ledger");
            return new HealthText(status(alive), waiting.toString());
        }
        AgentHealth health = agent.get();
        boolean good = alive ? health.isFollowing() : health.isReady();
        return new HealthText(status(good), text(health, good));
    }

    private static int status(boolean good) {
        return good ? 200 : 503;
    }

    private static String text(AgentHealth health, boolean good) {
        ObjectNode root = JSON.createObjectNode().put("status", good ? "up" : "down");
        ObjectNode ledger = root.putObject("ledger").put("followed", health.isFollowing());
        ledger.put("lagEntries", health.lag().records());
        ledger.put("lagSeconds", health.lag().time().toSeconds());
        if (health.ledgerProblem() != null) {
            ledger.put("problem", health.ledgerProblem());
        }
        ObjectNode targets = root.putObject("targets");
        health.counts().forEach(targets::put);
        ObjectNode problems = root.putObject("problems");
        health.problems().forEach((target, problem) -> problems.put(target.toString(), problem));
        return root.toString();
    }
}
