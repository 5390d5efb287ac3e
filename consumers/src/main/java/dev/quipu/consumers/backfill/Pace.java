package dev.quipu.consumers.backfill;

import dev.quipu.ledger.change.Limit;
import dev.quipu.ledger.change.Limits;
import java.time.Duration;

/** How long to rest after a batch. Pure. */
public final class Pace {

    private Pace() {}

    /** The longer of the rests that the sleep ratio and the cap on rows per second ask for. */
    public static Duration rest(int rows, Duration took, Limits limits) {
        double seconds = took.toNanos() / 1e9;
        double bySleep = limits.value(Limit.SLEEP_RATIO).orElse(0) * seconds;
        double rate = limits.value(Limit.ROWS_PER_SECOND).orElse(0);
        double byRate = rate > 0 ? rows / rate - seconds : 0;
        return Duration.ofNanos((long) (Math.max(0, Math.max(bySleep, byRate)) * 1e9));
    }
}
