package dev.quipu.ledger.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What reports can be told. */
public enum ReportParameter {
    /** From when on. */
    FROM("TIMESTAMP", "first day or moment, such as 2026-01-01 or 2026-01-01T08:00Z") {
        @Override
        String read(String text) {
            return moment(text, 0).toString();
        }
    },
    /** Until when. */
    TO("TIMESTAMP", "last day or moment") {
        @Override
        String read(String text) {
            return moment(text, 1).toString();
        }
    },
    /** At which time. */
    AS_OF("TIMESTAMP", "day, at whose end, or moment") {
        @Override
        String read(String text) {
            return moment(text, 1).toString();
        }
    },
    /** Of targets. */
    LABEL("VARCHAR", "label that targets had at the time, such as env=prod") {
        @Override
        String read(String text) {
            return label(text);
        }
    },
    /** Of other targets. */
    BEFORE("VARCHAR", "label of targets that come first, such as env=staging") {
        @Override
        String read(String text) {
            return label(text);
        }
    },
    /** A service. */
    SERVICE("VARCHAR", "service"),
    /** A target. */
    TARGET("VARCHAR", "target, such as orders@eu-1"),
    /** A change. */
    CHANGE("VARCHAR", "change, such as orders/7"),
    /** A table or column. */
    OBJECT("VARCHAR", "table, or table.column"),
    /** Somebody. */
    ACTOR("VARCHAR", "actor's id"),
    /** Why entries are void. */
    KIND("VARCHAR", "why it is void: stale, duplicate, forbidden, conflict, unknown, not-allowed or invalid"),
    /** Of a sample. */
    SIZE("BIGINT", "how many rows to draw") {
        @Override
        String read(String text) {
            return number(text);
        }
    },
    /** Of a sample. */
    SEED("VARCHAR", "word or number that decides the draw"),
    /** Hours. */
    WITHIN("BIGINT", "how many hours a review may take") {
        @Override
        String read(String text) {
            return number(text);
        }
    },
    /** Hours of the week. */
    WINDOW("INTEGER[][]", "hours of the week in UTC, such as 'Mon-Fri 08:00-18:00; Sat 09:00-12:00'") {
        @Override
        String read(String text) {
            return WeekWindow.parse(text).toString();
        }
    },
    /** Seconds. */
    SKEW("BIGINT", "seconds that a clock may be wrong") {
        @Override
        String read(String text) {
            return number(text);
        }
    };

    private final String type;
    private final String description;

    ReportParameter(String type, String description) {
        this.type = type;
        this.description = description;
    }

    /** As reports and people write it: {@code as-of}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is, in a few words. */
    public String description() {
        return description;
    }

    /** The name by which SQL gets it. */
    String variable() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Without a value. */
    Variable absent() {
        return new Variable(type, null);
    }

    /** @throws QueryException if {@code text} is no value of it */
    Variable value(String text) {
        try {
            return new Variable(type, read(text));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new QueryException(
                    "--%s '%s' can't be read".formatted(word(), text), "Write the " + description + ".");
        }
    }

    String read(String text) {
        return text;
    }

    /** @throws IllegalArgumentException if there is none with this word */
    public static ReportParameter of(String word) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter " + word));
    }

    /** All by their words, with commas. */
    static String words(List<ReportParameter> parameters) {
        return parameters.stream().map(parameter -> "--" + parameter.word()).collect(Collectors.joining(", "));
    }

    /** A moment in UTC; a day stands for its beginning, or for that of the next one. */
    private static LocalDateTime moment(String text, int daysLater) {
        if (text.length() == "2026-01-01".length()) {
            return LocalDate.parse(text).plusDays(daysLater).atStartOfDay();
        }
        Instant moment = OffsetDateTime.parse(text).toInstant();
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC).plusNanos(1000L * daysLater);
    }

    private static String label(String text) {
        if (text.indexOf('=') < 1) {
            throw new IllegalArgumentException("no label");
        }
        return text;
    }

    private static String number(String text) {
        long number = Long.parseLong(text);
        if (number < 0) {
            throw new IllegalArgumentException("less than nothing");
        }
        return Long.toString(number);
    }
}
