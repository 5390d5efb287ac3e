package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Call;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of calls into their SQL. What a literal means depends on settings that a script may have changed,
 * but for those without a backslash.
 */
final class PostgresLiterals {

    private PostgresLiterals() {}

    /** All calls as one script, or null if one has a value that can't be written. */
    static @Nullable String inline(List<Call> calls) {
        return calls.stream().flatMap(call -> call.values().stream()).allMatch(PostgresLiterals::isPlain)
                ? calls.stream().map(PostgresLiterals::inline).collect(Collectors.joining(";\n"))
                : null;
    }

    private static boolean isPlain(Object value) {
        return switch (value) {
            case Long number -> true;
            case Integer number -> true;
            case UUID id -> true;
            case byte[] bytes -> true;
            case String text -> text.indexOf('\\') < 0 && text.indexOf('\0') < 0;
            default -> false;
        };
    }

    private static String inline(Call call) {
        StringBuilder sql = new StringBuilder(call.sql().length() + 512);
        Iterator<Object> values = call.values().iterator();
        for (int i = 0; i < call.sql().length(); i++) {
            char c = call.sql().charAt(i);
            if (c == '?') {
                sql.append(literal(values.next()));
            } else {
                sql.append(c);
            }
        }
        return sql.toString();
    }

    private static String literal(Object value) {
        return value instanceof byte[] bytes
                ? "decode('%s', 'hex')".formatted(HexFormat.of().formatHex(bytes))
                : "'%s'".formatted(value.toString().replace("'", "''"));
    }
}
