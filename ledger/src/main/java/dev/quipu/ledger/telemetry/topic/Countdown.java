package dev.quipu.ledger.telemetry.topic;

import java.time.Duration;

/** What is left of a bounded time that several calls share. */
final class Countdown {

    private final long deadline;

    Countdown(Duration atMost) {
        this.deadline = System.nanoTime() + atMost.toNanos();
    }

    Duration duration() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    boolean isOver() {
        return deadline - System.nanoTime() <= 0;
    }
}
