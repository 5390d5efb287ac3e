package dev.quipu.shell.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How single values look: plain for machines, short for people. */
public final class Values {

    private Values() {}

    /** Text, number, boolean, null, or nested lists and maps of these. Instants and durations are ISO 8601. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Printable printable -> printable.plain();
            case Number number -> number;
            case Boolean flag -> flag;
            case Enum<?> constant -> constant(constant);
            case Collection<?> many -> many.stream().map(Values::plain).toList();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> String.valueOf(entry.getKey()),
                                entry -> String.valueOf(entry.getValue()),
                                (one, other) -> other,
                                LinkedHashMap::new));
            default -> value.toString();
        };
    }

    /** One line for a table cell; a dash stands for null. Instants are UTC to the second. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case Boolean flag -> flag ? "yes" : "no";
            case Enum<?> constant -> constant(constant);
            case Instant instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
            case Duration duration -> duration(duration);
            case Collection<?> none when none.isEmpty() -> "-";
            case Map<?, ?> none when none.isEmpty() -> "-";
            case Collection<?> many -> many.stream().map(Values::text).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                        .collect(Collectors.joining(" "));
            default -> printable(value.toString().replaceAll("\\s*\\R\\s*", " "));
        };
    }

    /** Text in which control characters can do no harm to a terminal; line breaks are kept. */
    static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' ? c == '\t' ? ' ' : 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
        }
        return duration.toHours() == 0
                ? "%dm%02ds".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%dh%02dm".formatted(duration.toHours(), duration.toMinutesPart());
    }
}
