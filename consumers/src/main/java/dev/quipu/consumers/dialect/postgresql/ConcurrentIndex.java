package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.SqlStatement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The index that a {@code CREATE INDEX CONCURRENTLY} or {@code DROP INDEX CONCURRENTLY} is about.
 *
 * @param isCreated whether it is created, and not dropped
 * @param name as SQL; empty if the server chooses it
 * @param table as SQL; empty for a drop
 */
record ConcurrentIndex(boolean isCreated, String name, String table) {

    /** The statement's index, or null if it is another statement. */
    static @Nullable ConcurrentIndex of(SqlStatement statement) {
        if (statement.startsWith("CREATE", "INDEX", "CONCURRENTLY")) {
            return created(statement.words().subList(3, statement.words().size()));
        }
        if (statement.startsWith("CREATE", "UNIQUE", "INDEX", "CONCURRENTLY")) {
            return created(statement.words().subList(4, statement.words().size()));
        }
        return statement.startsWith("DROP", "INDEX", "CONCURRENTLY")
                ? dropped(statement.words().subList(3, statement.words().size()))
                : null;
    }

    boolean isUnnamed() {
        return name.isEmpty();
    }

    private static ConcurrentIndex created(List<String> words) {
        int from = startsWith(words, "IF", "NOT", "EXISTS") ? 3 : 0;
        int on = words.indexOf("ON");
        int table = on + (words.size() > on + 1 && words.get(on + 1).equals("ONLY") ? 2 : 1);
        int end = table;
        while (end < words.size()
                && !words.get(end).equals("(")
                && !words.get(end).equals("USING")) {
            end++;
        }
        return new ConcurrentIndex(true, sql(words.subList(from, Math.max(from, on))), sql(words.subList(table, end)));
    }

    private static ConcurrentIndex dropped(List<String> words) {
        int from = startsWith(words, "IF", "EXISTS") ? 2 : 0;
        List<String> name = words.subList(from, words.size()).stream()
                .takeWhile(word -> !word.equals("CASCADE") && !word.equals("RESTRICT"))
                .toList();
        return new ConcurrentIndex(false, sql(name), "");
    }

    private static boolean startsWith(List<String> words, String... expected) {
        return words.size() >= expected.length
                && words.subList(0, expected.length).equals(List.of(expected));
    }

    /** Unquoted names come in upper case and mean lower case. */
    private static String sql(List<String> words) {
        return words.stream()
                .map(word -> word.startsWith("\"") ? word : word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
