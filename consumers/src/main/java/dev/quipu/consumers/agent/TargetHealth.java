package dev.quipu.consumers.agent;

import dev.quipu.ledger.event.ChangeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How an agent fares with one of its targets. */
public sealed interface TargetHealth {

    /** All that {@link #name} can be. */
    List<String> NAMES = List.of("idle", "queued", "working", "standing-by", "unreachable", "stopped", "retired");

    /** Since when it has been so. */
    Instant since();

    /** In kebab-case, as metrics and JSON have it. */
    default String name() {
        return switch (this) {
            case Idle idle -> "idle";
            case Queued queued -> "queued";
            case Working working -> "working";
            case StandingBy standingBy -> "standing-by";
            case Unreachable unreachable -> "unreachable";
            case Stopped stopped -> "stopped";
            case Retired retired -> "retired";
        };
    }

    /** How many there are of each name; zeros too. */
    static SortedMap<String, Integer> counts(Collection<TargetHealth> all) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        NAMES.forEach(name -> counts.put(name, 0));
        all.forEach(health -> counts.merge(health.name(), 1, Integer::sum));
        return counts;
    }

    /** Why the target can't be worked on, or null if it can. */
    default @Nullable String problem() {
        return switch (this) {
            case Unreachable(Instant when, String reason) -> reason;
            case Stopped(Instant when, String reason) -> reason;
            case Idle idle -> null;
            case Queued queued -> null;
            case Working working -> null;
            case StandingBy standingBy -> null;
            case Retired retired -> null;
        };
    }

    /** Nothing is to be done. */
    record Idle(Instant since) implements TargetHealth {}

    /** There is something to do, and the agent waits for a session: for one that is free, or to be connected. */
    record Queued(Instant since) implements TargetHealth {}

    /** A change is being applied or rolled back. */
    record Working(Instant since, ChangeId change) implements TargetHealth {}

    /** Another agent works on the target. */
    record StandingBy(Instant since) implements TargetHealth {}

    /**
     * The database or the ledger doesn't answer; the agent goes on trying.
     *
     * @param reason why, without a password and without row data
     */
    record Unreachable(Instant since, String reason) implements TargetHealth {}

    /**
     * The agent has given up, and works on the target again when it is started the next time.
     *
     * @param reason why, and what to do
     */
    record Stopped(Instant since, String reason) implements TargetHealth {}

    /** The target is retired, and the agent is done with it. */
    record Retired(Instant since) implements TargetHealth {}
}
