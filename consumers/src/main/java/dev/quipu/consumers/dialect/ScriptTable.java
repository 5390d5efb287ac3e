package dev.quipu.consumers.dialect;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table as a script has it. Unquoted names are compared in lower case.
 *
 * @param schema or null if the script leaves it to the search path
 */
public record ScriptTable(@Nullable String schema, String table) {

    /** Where a name ends. */
    record Found(ScriptTable name, int end) {}

    /** The name that these words are, or null if they are none. */
    public static @Nullable ScriptTable of(List<String> words) {
        Found found = at(words, 0);
        return found == null || found.end() < words.size() ? null : found.name();
    }

    /** The name that begins at {@code index}, or null. */
    static @Nullable Found at(List<String> words, int index) {
        String last = index < words.size() ? part(words.get(index)) : null;
        String before = null;
        int end = index + 1;
        while (last != null && end + 1 < words.size() && words.get(end).equals(".")) {
            before = last;
            last = part(words.get(end + 1));
            end += 2;
        }
        return last == null ? null : new Found(new ScriptTable(before, last), end);
    }

    static @Nullable String part(String word) {
        char first = word.charAt(0);
        if ((first == '"' || first == '`') && word.length() > 2) {
            String quote = String.valueOf(first);
            return word.substring(1, word.length() - 1).replace(quote + quote, quote);
        }
        return Character.isLetter(first) || first == '_' ? word.toLowerCase(Locale.ROOT) : null;
    }

    /** Whether both can be the same table: a schema that isn't written may be any. */
    public boolean mayBe(ScriptTable other) {
        return table.equals(other.table) && (schema == null || other.schema == null || schema.equals(other.schema));
    }

    @Override
    public String toString() {
        return schema == null ? table : schema + "." + table;
    }
}
