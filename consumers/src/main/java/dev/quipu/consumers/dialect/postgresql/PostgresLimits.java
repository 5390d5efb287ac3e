package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.TimeLimits;
import java.sql.Connection;
import java.sql.ResultSet;
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
        Map<String, Duration> settings = settings(limits);
        String query = settings.keySet().stream()
                .map("pg_catalog.current_setting('%s')"::formatted)
                .collect(Collectors.joining(", ", "SELECT ", ""));
        List<String> deviations = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            int column = 1;
            for (Map.Entry<String, Duration> setting : settings.entrySet()) {
                String shown = row.getString(column++);
                if (!duration(shown).equals(setting.getValue())) {
                    deviations.add("%s is %s".formatted(setting.getKey(), shown));
                }
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
