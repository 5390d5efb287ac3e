package dev.quipu.ledger.change;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long the statements of a step may take, as far as its author says it; the agent has defaults for the rest.
 *
 * @param lock how long a statement waits for a lock before it gives up its place in the queue, or null
 * @param statement how long a statement runs before the database breaks it off, or null
 * @param retryFor how long the agent tries again, and waits its turn, while a lock stands in the way, or null
 */
public record Timeouts(
        @Nullable Duration lock,
        @Nullable Duration statement,
        @Nullable Duration retryFor) {

    /** The author says nothing. */
    public static final Timeouts DEFAULTS = new Timeouts(null, null, null);

    /** More is a way to say "none", and there is always a timeout. */
    static final Duration LONGEST_LOCK = Duration.ofHours(1);

    static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if a duration is out of range, since one can't ask for none, or no whole number
     *     of milliseconds
     */
    public Timeouts {
        require("lock-timeout", lock, LONGEST_LOCK);
        require("statement-timeout", statement, LONGEST);
        require("lock-retry-for", retryFor, LONGEST);
    }

    private static void require(String key, @Nullable Duration duration, Duration longest) {
        if (duration != null && !isWithin(duration, longest)) {
            throw new IllegalArgumentException("'%s' is out of range".formatted(key));
        }
    }

    static boolean isWithin(Duration duration, Duration longest) {
        return duration.compareTo(SHORTEST) >= 0
                && duration.compareTo(longest) <= 0
                && duration.equals(duration.truncatedTo(ChronoUnit.MILLIS));
    }
}
