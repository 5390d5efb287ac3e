package dev.quipu.consumers.agent;

import java.time.Duration;

/**
 * For how long a target that connects may keep others from having its place: a few times as long as it took the last
 * time, and not at all if that failed. For one thread.
 */
final class Patience {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final int TIMES = 3;

    private Duration limit = LEAST;
    private long began;

    Duration limit() {
        return limit;
    }

    /** Connecting begins. */
    void begin() {
        began = System.nanoTime();
    }

    /** It is connected. */
    void end() {
        Duration enough = Duration.ofNanos(System.nanoTime() - began).multipliedBy(TIMES);
        limit = enough.compareTo(LEAST) > 0 ? enough : LEAST;
    }

    /** It can't be connected, or the connection is lost. */
    void lost() {
        limit = Duration.ZERO;
    }
}
