package dev.quipu.consumers.lock;

import java.time.Duration;

/**
 * How long each try waits for its locks, and how long to pause after it. Both grow: the first tries hardly disturb
 * anybody, later ones get through where there is always some traffic. The idea is GitLab's lock retries, whose 41 steps
 * go from 100 ms and 50 ms to 10 s and 10 min. Pauses end at a minute here, because long transactions are waited for
 * without a try. Immutable.
 *
 * @param longestWait the last rung's
 */
record LockLadder(Duration longestWait) {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final double WAIT_GROWTH = 1.6;
    private static final double PAUSE_GROWTH = 1.8;

    /**
     * One try.
     *
     * @param lockWait never zero, which would mean no limit
     */
    record Rung(Duration lockWait, Duration pause) {}

    /** @param failed how many tries have failed before */
    Rung rung(int failed) {
        return new Rung(
                grown(FIRST_WAIT, WAIT_GROWTH, failed, longestWait),
                grown(FIRST_PAUSE, PAUSE_GROWTH, failed, LONGEST_PAUSE));
    }

    private static Duration grown(Duration first, double growth, int times, Duration longest) {
        double factor = Math.pow(growth, times);
        return factor * first.toMillis() < longest.toMillis()
                ? Duration.ofMillis(Math.round(factor * first.toMillis()))
                : longest;
    }
}
