package dev.quipu.consumers.dialect.mysql;

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
import java.util.stream.Collectors;

/**
 * The settings that limit statements. Waits for locks count in whole seconds. MySQL limits only the time of queries,
 * and not the time that a transaction is idle; MariaDB limits both.
 */
final class MysqlLimits {

    /** The most that the servers take: a year. */
    private static final long NO_LIMIT = 31_536_000;

    private MysqlLimits() {}

    private static Map<String, Number> settings(Connection connection, TimeLimits limits) throws SQLException {
        Map<String, Number> settings = new LinkedHashMap<>();
        long lockWait = limits.lockWait().isZero() ? NO_LIMIT : seconds(limits.lockWait());
        settings.put("lock_wait_timeout", lockWait);
        settings.put("innodb_lock_wait_timeout", lockWait);
        if (isMariaDb(connection)) {
            settings.put("max_statement_time", seconds(limits.statement()));
            settings.put("idle_transaction_timeout", seconds(limits.idleInTransaction()));
        } else {
            settings.put("max_execution_time", limits.statement().toMillis());
        }
        return settings;
    }

    private static boolean isMariaDb(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equalsIgnoreCase("MariaDB");
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    static void set(Connection connection, TimeLimits limits) throws SQLException {
        String assignments = settings(connection, limits).entrySet().stream()
                .map(setting -> "%s = %s".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET " + assignments);
        }
    }

    static List<String> deviations(Connection connection, TimeLimits limits) throws SQLException {
        Map<String, Number> settings = settings(connection, limits);
        String query =
                settings.keySet().stream().map("@@%s"::formatted).collect(Collectors.joining(", ", "SELECT ", ""));
        List<String> deviations = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            int column = 1;
            for (Map.Entry<String, Number> setting : settings.entrySet()) {
                if (row.getDouble(column) != setting.getValue().doubleValue()) {
                    deviations.add("%s is %s".formatted(setting.getKey(), row.getString(column)));
                }
                column++;
            }
        }
        return deviations;
    }
}
