package dev.quipu.consumers.dialect.postgresql;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the words of a statement from left to right. Not thread-safe. */
final class Words {

    private final List<String> words;
    private int at;

    Words(List<String> words) {
        this.words = words;
    }

    boolean isAtEnd() {
        return at >= words.size();
    }

    /** The word that is next, or an empty one at the end. */
    String peek() {
        return isAtEnd() ? "" : words.get(at);
    }

    void skip() {
        at++;
    }

    /** Goes on after these words if they are next. */
    boolean accept(String... expected) {
        int end = at + expected.length;
        if (end > words.size() || !words.subList(at, end).equals(List.of(expected))) {
            return false;
        }
        at = end;
        return true;
    }

    /** Goes on after the first {@code word}; to the end if there is none. */
    boolean skipPast(String word) {
        while (!isAtEnd()) {
            if (words.get(at++).equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** Goes on after the parentheses that open here, if any do. */
    void skipParentheses() {
        int depth = 0;
        while (!isAtEnd() && (depth > 0 || peek().equals("("))) {
            depth += depth(words.get(at++));
        }
    }

    /** The words up to the next comma outside of parentheses, and goes on after it. */
    List<String> upToComma() {
        int from = at;
        int depth = 0;
        while (!isAtEnd() && (depth > 0 || !peek().equals(","))) {
            depth += depth(words.get(at++));
        }
        List<String> part = words.subList(from, at);
        at++;
        return part;
    }

    private static int depth(String word) {
        return switch (word) {
            case "(" -> 1;
            case ")" -> -1;
            default -> 0;
        };
    }

    /** A name with its schema, as SQL, or null if something else is next. */
    @Nullable
    String name() {
        if (!isName(peek())) {
            return null;
        }
        StringBuilder name = new StringBuilder(sql(words.get(at++)));
        while (peek().equals(".") && at + 1 < words.size() && isName(words.get(at + 1))) {
            name.append('.').append(sql(words.get(at + 1)));
            at += 2;
        }
        return name.toString();
    }

    private static boolean isName(String word) {
        return !word.isEmpty()
                && (word.charAt(0) == '"'
                        || Character.isUnicodeIdentifierStart(word.codePointAt(0))
                        || word.charAt(0) == '_');
    }

    /** Unquoted names come in upper case and mean lower case. */
    private static String sql(String word) {
        return word.startsWith("\"") ? word : word.toLowerCase(Locale.ROOT);
    }
}
