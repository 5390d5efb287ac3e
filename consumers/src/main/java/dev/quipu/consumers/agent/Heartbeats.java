package dev.quipu.consumers.agent;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import dev.quipu.ledger.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells now and then that an agent is there for targets on which it runs nothing. Steps that run tell of themselves.
 */
final class Heartbeats implements Runnable {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Supplier<Map<TargetId, TargetHealth>> health;
    private final Telemetry telemetry;
    private final Clock clock;

    Heartbeats(Supplier<Map<TargetId, TargetHealth>> health, Telemetry telemetry, Clock clock) {
        this.health = health;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** Runs until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void tell() {
        health.get().forEach((target, now) -> activity(now)
                .ifPresent(activity -> telemetry.publish(TargetReport.of(target, clock.instant(), activity))));
    }

    private static Optional<Activity> activity(TargetHealth health) {
        return switch (health) {
            case TargetHealth.Idle idle -> Optional.of(new Activity.Idle());
            case TargetHealth.StandingBy standingBy -> Optional.of(new Activity.StandingBy(standingBy.since()));
            case TargetHealth.Queued queued -> Optional.empty();
            case TargetHealth.Working working -> Optional.empty();
            case TargetHealth.Unreachable unreachable -> Optional.empty();
            case TargetHealth.Stopped stopped -> Optional.empty();
            case TargetHealth.Retired retired -> Optional.empty();
        };
    }
}
