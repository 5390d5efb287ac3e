package dev.quipu.consumers.agent;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double up to a limit, each between half and one and a half times as long as that, so that those who
 * failed together don't come back together. For one thread.
 */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** How long to pause now. */
    Duration next() {
        Duration now = next;
        Duration doubled = now.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return jittered(now);
    }

    /** It went well: the next pause is short again. */
    void reset() {
        next = first;
    }

    /** Somewhere around {@code pause}. */
    static Duration jittered(Duration pause) {
        long half = pause.toNanos() / 2;
        return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(2 * half));
    }
}
