package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.LockHolder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads lock holders from results. */
final class Holders {

    private Holders() {}

    /**
     * Reads process, virtual transaction, user, application, state and age in seconds.
     *
     * @param first the column that they begin at
     * @param what is locked
     */
    static LockHolder read(ResultSet row, int first, String what) throws SQLException {
        String process = row.getString(first);
        boolean prepared = process == null || process.equals("0");
        return new LockHolder(
                prepared ? "prepared" : process,
                text(row, first + 2),
                text(row, first + 3),
                text(row, first + 1),
                age(row, first + 5),
                prepared ? "prepared transaction" : text(row, first + 4),
                what);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static @Nullable Duration age(ResultSet row, int column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofMillis(Math.round(1_000 * Math.max(0, seconds)));
    }

    /**
     * A relation in words.
     *
     * @param kind as {@code pg_class.relkind}
     */
    static String relation(@Nullable String kind, String name) {
        return switch (Objects.requireNonNullElse(kind, "")) {
                    case "i", "I" -> "index ";
                    case "v", "m" -> "view ";
                    case "S" -> "sequence ";
                    default -> "table ";
                }
                + name;
    }
}
