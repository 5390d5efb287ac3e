package dev.quipu.ledger.change;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In what the values of a limit are written. */
public enum LimitUnit {
    /** As {@code 500ms} or {@code 10s}; in seconds. */
    DURATION("a duration such as 500ms, 10s or 5m") {
        @Override
        double parse(String text) {
            return DurationText.parse(text).toMillis() / 1_000.0;
        }

        @Override
        public String text(double value) {
            return value < 10
                    ? DurationText.of(Duration.ofMillis(Math.round(value * 1_000)))
                    : DurationText.of(Duration.ofSeconds(Math.round(value)));
        }
    },
    /** As {@code 100}. */
    COUNT("a whole number") {
        @Override
        double parse(String text) {
            return number(text, WHOLE);
        }

        @Override
        public String text(double value) {
            return Long.toString(Math.round(value));
        }
    },
    /** As {@code 0.5} or {@code 2}. */
    RATIO("a number such as 0.5 or 2") {
        @Override
        double parse(String text) {
            return number(text, DECIMAL);
        }

        @Override
        public String text(double value) {
            return trimmed(value);
        }
    },
    /** As {@code 1%}; as a fraction of 1. */
    PERCENT("a percentage such as 1% or 0.5%") {
        @Override
        double parse(String text) {
            if (!text.endsWith("%")) {
                throw new IllegalArgumentException("no percentage");
            }
            return number(text.substring(0, text.length() - 1), DECIMAL) / 100;
        }

        @Override
        public String text(double value) {
            return trimmed(value * 100) + "%";
        }
    },
    /** As {@code 512MB} or {@code 10GB}, of 1024; in bytes. */
    SIZE("a size such as 512MB or 10GB") {
        @Override
        double parse(String text) {
            Matcher matcher = SIZES.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("no size");
            }
            return Double.parseDouble(matcher.group(1)) * Math.pow(1024, 1.0 + "KMGT".indexOf(matcher.group(2)));
        }

        @Override
        public String text(double value) {
            int power = 0;
            double rest = value / 1024;
            while (rest >= 1024 && power < 3) {
                rest /= 1024;
                power++;
            }
            return trimmed(rest) + "KMGT".charAt(power) + "B";
        }
    },
    /** As it is. */
    TEXT("a text") {
        @Override
        double parse(String text) {
            return 0;
        }

        @Override
        public String text(double value) {
            return trimmed(value);
        }
    };

    private static final Pattern WHOLE = Pattern.compile("0|[1-9]\\d{0,11}");
    private static final Pattern DECIMAL = Pattern.compile("(?:0|[1-9]\\d{0,11})(?:\\.\\d{1,6})?");
    private static final Pattern SIZES = Pattern.compile("([1-9]\\d{0,5})([KMGT])B");

    private final String expected;

    LimitUnit(String expected) {
        this.expected = expected;
    }

    /** @throws IllegalArgumentException if it is none */
    abstract double parse(String text);

    /** A value as people read it. */
    public abstract String text(double value);

    /** What a value must be, in words. */
    String expected() {
        return expected;
    }

    private static double number(String text, Pattern pattern) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("no number");
        }
        return Double.parseDouble(text);
    }

    private static String trimmed(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
