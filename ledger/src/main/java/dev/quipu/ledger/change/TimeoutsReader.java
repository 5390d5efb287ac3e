package dev.quipu.ledger.change;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the timeouts of a step. */
final class TimeoutsReader {

    static final List<String> KEYS = List.of("lock-timeout", "statement-timeout", "lock-retry-for");

    private TimeoutsReader() {}

    static Timeouts read(Fields fields) {
        return new Timeouts(
                duration(fields, "lock-timeout", Timeouts.LONGEST_LOCK),
                duration(fields, "statement-timeout", Timeouts.LONGEST),
                duration(fields, "lock-retry-for", Timeouts.LONGEST));
    }

    private static @Nullable Duration duration(Fields fields, String key, Duration longest) {
        Duration duration = fields.duration(key);
        if (duration == null || Timeouts.isWithin(duration, longest)) {
            return duration;
        }
        fields.problem(
                key,
                "'%s' is %s".formatted(key, DurationText.of(duration)),
                "Write 1ms to %s; leave it out for the agent's default.".formatted(DurationText.of(longest)));
        return null;
    }
}
