package dev.quipu.ledger.objects;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into statements and those into tokens, leaving out comments. It knows what PostgreSQL's, MySQL's and
 * MariaDB's quotes have in common, and takes what it doesn't know as it comes: it never fails.
 */
final class SqlScanner {

    private final String sql;
    private final List<List<Token>> statements = new ArrayList<>();
    private List<Token> current = new ArrayList<>();
    private int place;

    private SqlScanner(String sql) {
        this.sql = sql;
    }

    /** The statements of a script; none is empty. */
    static List<List<Token>> statements(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        while (scanner.place < sql.length()) {
            scanner.next();
        }
        scanner.finish();
        return scanner.statements;
    }

    private void finish() {
        if (!current.isEmpty()) {
            statements.add(current);
            current = new ArrayList<>();
        }
    }

    private void next() {
        char c = sql.charAt(place);
        if (Character.isWhitespace(c)) {
            place++;
        } else if (sql.startsWith("--", place)) {
            place = endOr(sql.indexOf('\n', place));
        } else if (sql.startsWith("/*", place)) {
            skipComment();
        } else if (c == ';') {
            place++;
            finish();
        } else if (c == '"' || c == '`') {
            quoted(c);
        } else if (c == '\'') {
            string(place, false);
        } else if (c == '$' && dollarTag() != null) {
            dollarQuoted();
        } else if (isWordStart(c)) {
            word();
        } else {
            int start = place++;
            while (Character.isDigit(c) && place < sql.length() && isNumberPart(sql.charAt(place))) {
                place++;
            }
            current.add(new Token(Token.Kind.SYMBOL, sql.substring(start, place), start, place));
        }
    }

    private static boolean isNumberPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.';
    }

    private int endOr(int found) {
        return found < 0 ? sql.length() : found;
    }

    /** Comments of PostgreSQL may hold others. */
    private void skipComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", place)) {
                depth++;
                place += 2;
            } else if (sql.startsWith("*/", place)) {
                depth--;
                place += 2;
            } else {
                place++;
            }
        } while (depth > 0 && place < sql.length());
        place = Math.min(place, sql.length());
    }

    private void quoted(char quote) {
        int start = place++;
        StringBuilder text = new StringBuilder();
        while (place < sql.length()) {
            char c = sql.charAt(place++);
            if (c == quote) {
                if (place >= sql.length() || sql.charAt(place) != quote) {
                    break;
                }
                place++;
            }
            text.append(c);
        }
        current.add(new Token(Token.Kind.QUOTED, text.toString(), start, place));
    }

    private void string(int start, boolean escapes) {
        place++;
        while (place < sql.length()) {
            char c = sql.charAt(place++);
            if (c == '\\' && escapes) {
                place++;
            } else if (c == '\'') {
                if (place >= sql.length() || sql.charAt(place) != '\'') {
                    break;
                }
                place++;
            }
        }
        place = Math.min(place, sql.length());
        current.add(new Token(Token.Kind.STRING, sql.substring(start, place), start, place));
    }

    /** The {@code $tag$} that begins here, or null. */
    private @Nullable String dollarTag() {
        int end = place + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        boolean isTag = end < sql.length()
                && sql.charAt(end) == '$'
                && (end == place + 1 || !Character.isDigit(sql.charAt(place + 1)));
        return isTag ? sql.substring(place, end + 1) : null;
    }

    private void dollarQuoted() {
        String tag = dollarTag();
        int start = place;
        int close = tag == null ? -1 : sql.indexOf(tag, place + tag.length());
        place = tag == null || close < 0 ? sql.length() : close + tag.length();
        current.add(new Token(Token.Kind.STRING, sql.substring(start, place), start, place));
    }

    private void word() {
        int start = place;
        while (place < sql.length() && isWordPart(sql.charAt(place))) {
            place++;
        }
        boolean isPrefix = place == start + 1 && place < sql.length() && sql.charAt(place) == '\'';
        if (isPrefix) {
            string(start, Character.toLowerCase(sql.charAt(start)) == 'e');
        } else {
            current.add(Token.word(sql, start, place));
        }
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
