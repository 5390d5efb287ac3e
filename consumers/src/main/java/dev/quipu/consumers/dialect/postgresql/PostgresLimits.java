package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.TimeLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The three settings that limit statements. */
final class PostgresLimits {

    private static final Pattern SHOWN = Pattern.compile("(\\d+)(us|ms|s|min|h|d)?");

    private PostgresLimits() {}

    private static Map<String, Duration> settings(TimeLimits limits) {
        Map<String, Duration> settings = new LinkedHashMap<>();
        settings.put("lock_timeout", limits.lockWait());
        settings.put("statement_timeout", limits.statement());
        settings.put("idle_in_transaction_session_timeout", limits.idleInTransaction());
        return settings;
    }

    /** @param scope {@code LOCAL} or {@code SESSION} */
    static void set(Connection connection, String scope, TimeLimits limits) throws SQLException {
        String script = settings(limits).entrySet().stream()
                .map(setting -> "SET %s %s = %d"
                        .formatted(scope, setting.getKey(), setting.getValue().toMillis()))
                .collect(Collectors.joining(";"));
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    static List<String> deviations(Connection connection, TimeLimits limits) throws SQLException {
        String query = settings(limits).keySet().stream()
                .map("pg_catalog.current_setting('%s')"::formatted)
                .collect(Collectors.joining(", ", "SELECT ", ""));
        try (Statement statement = connection.createStatement()) {
            statement.execute(query);
            return deviations(Answer.of(statement), limits);
        }
    }

    /** Sets them for the rest of the transaction, and answers what is in effect then. */
    static Call call(TimeLimits limits) {
        String query = settings(limits).entrySet().stream()
                .map(setting -> "pg_catalog.set_config('%s', '%d', true)"
                        .formatted(setting.getKey(), setting.getValue().toMillis()))
                .collect(Collectors.joining(", ", "SELECT ", ""));
        return Call.of(query);
    }

    /** @param shown the settings in effect, in their order */
    static List<String> deviations(Answer shown, TimeLimits limits) {
        List<String> deviations = new ArrayList<>();
        int column = 1;
        for (Map.Entry<String, Duration> setting : settings(limits).entrySet()) {
            String now = shown.text(column++);
            if (!duration(now).equals(setting.getValue())) {
                deviations.add("%s is %s".formatted(setting.getKey(), now));
            }
        }
        return deviations;
    }

    /** Reads a time as the server shows it. */
    private static Duration duration(String shown) {
        Matcher matcher = SHOWN.matcher(shown);
        if (!matcher.matches()) {
            return Duration.ofNanos(-1);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (String.valueOf(matcher.group(2))) {
            case "us" -> Duration.ofNanos(1_000 * amount);
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofMillis(amount);
        };
    }
}
