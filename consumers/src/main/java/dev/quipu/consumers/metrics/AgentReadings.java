package dev.quipu.consumers.metrics;

import java.time.Duration;
import java.util.Map;

/** What can be read off an agent at any moment. Thread-safe. */
public interface AgentReadings {

    /** How many targets are in each state, by the state's name in kebab-case. */
    Map<String, Integer> targets();

    /** How many sessions are open. */
    int sessionsOpen();

    /** How many sessions may be open at once. */
    int sessionsCap();

    /** How many entries the state is behind the log, as far as this process knows; 0 if it knows nothing. */
    long lagEntries();

    /** For how long the state has been behind the log; zero if it is not. */
    Duration lag();
}
