package dev.quipu.consumers.agent;

/** The agent can't work on a target until somebody has put something right. */
public final class AgentStopped extends RuntimeException {

    private static final long serialVersionUID = 1;

    AgentStopped(String message, String nextStep) {
        super(message + ". " + nextStep);
    }
}
