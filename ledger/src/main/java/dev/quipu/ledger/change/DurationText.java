package dev.quipu.ledger.change;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as change files write them: digits and one of {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}. */
final class DurationText {

    static final String FIX = "Write digits and a unit, such as 500ms, 3s, 10m, 12h or 30d.";

    private static final Pattern TEXT = Pattern.compile("(0|[1-9]\\d{0,9})(ms|s|m|h|d)");

    private DurationText() {}

    /** @throws IllegalArgumentException if {@code text} is no duration */
    static Duration parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** The shortest text of a duration that is a whole number of milliseconds. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        if (seconds % 3_600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3_600 + "h";
    }
}
