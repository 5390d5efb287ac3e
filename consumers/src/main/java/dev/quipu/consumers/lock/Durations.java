package dev.quipu.consumers.lock;

import java.time.Duration;

/** Durations as people read them. */
final class Durations {

    private Durations() {}

    /** Its two largest units: {@code 2h 5m}, {@code 3s}, {@code 250ms}. */
    static String brief(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 86_400) {
            return pair(duration.toDays(), "d", duration.toHoursPart(), "h");
        }
        if (seconds >= 3_600) {
            return pair(duration.toHours(), "h", duration.toMinutesPart(), "m");
        }
        if (seconds >= 60) {
            return pair(duration.toMinutes(), "m", duration.toSecondsPart(), "s");
        }
        return seconds > 0 ? seconds + "s" : duration.toMillis() + "ms";
    }

    private static String pair(long large, String largeUnit, int small, String smallUnit) {
        return small == 0 ? large + largeUnit : "%d%s %d%s".formatted(large, largeUnit, small, smallUnit);
    }
}
