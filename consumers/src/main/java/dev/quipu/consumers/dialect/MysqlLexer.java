package dev.quipu.consumers.dialect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits MySQL's and MariaDB's SQL into tokens (MySQL Reference Manual, chapter "Language Structure"). What stands in
 * an executable comment counts as if it stood outside. Assumes that backslashes escape, as they do by default. The
 * client's DELIMITER is understood, so that scripts made for the {@code mysql} client can stay as they are. Not
 * thread-safe.
 */
final class MysqlLexer implements Lexer {

    private static final String DELIMITER = "DELIMITER";

    private final String sql;
    private int position;
    private String delimiter = ";";
    private boolean atStart = true;

    MysqlLexer(String sql) {
        this.sql = sql;
    }

    @Override
    public void completed(SqlStatement statement) {
        atStart = true;
    }

    @Override
    public @Nullable Token next() {
        skipBlanksAndComments();
        if (atStart && isDelimiterCommand()) {
            return delimiterCommand();
        }
        if (position >= sql.length()) {
            return null;
        }
        atStart = false;
        int start = position;
        if (sql.startsWith(delimiter, position)) {
            position += delimiter.length();
            atStart = true;
            return new Token(delimiter, start, position, delimiter.equals(";") ? Kind.END : Kind.DELIMITER);
        }
        position = endOfToken(start);
        String text = sql.substring(start, position);
        return new Token(isQuoted(text) ? text : text.toUpperCase(Locale.ROOT), start, position, Kind.PART);
    }

    private static boolean isQuoted(String text) {
        return text.indexOf('\'') >= 0 || text.indexOf('"') >= 0 || text.indexOf('`') >= 0;
    }

    private int endOfToken(int start) {
        char c = sql.charAt(start);
        if (c == '\'' || c == '"' || c == '`') {
            return endOfQuotes(start, c);
        }
        if (c == '@') {
            return endOfVariable(start);
        }
        return isWordPart(c) ? endOfWord(start) : start + 1;
    }

    private int endOfVariable(int start) {
        int name = sql.startsWith("@@", start) ? start + 2 : start + 1;
        if (name < sql.length() && "'\"`".indexOf(sql.charAt(name)) >= 0) {
            return endOfQuotes(name, sql.charAt(name));
        }
        int end = name;
        while (end < sql.length() && (isWordPart(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < sql.length() && isWordPart(sql.charAt(end)) && !sql.startsWith(delimiter, end)) {
            end++;
        }
        return Math.max(end, start + 1);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0x7f;
    }

    private int endOfQuotes(int open, char quote) {
        for (int i = open + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && quote != '`') {
                i++;
            } else if (c == quote) {
                if (i + 1 >= sql.length() || sql.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
        }
        return sql.length();
    }

    private void skipBlanksAndComments() {
        int before;
        do {
            before = position;
            while (position < sql.length() && Character.isWhitespace(sql.charAt(position))) {
                position++;
            }
            if (startsWith("#") || isDoubleDash()) {
                position = endOfLine(position);
            } else if (startsWith("/*!") || startsWith("/*M!")) {
                position = afterVersion(sql.indexOf('!', position) + 1);
            } else if (startsWith("/*")) {
                int end = sql.indexOf("*/", position + 2);
                position = end < 0 ? sql.length() : end + 2;
            } else if (startsWith("*/")) {
                position += 2;
            }
        } while (position > before);
    }

    /** Two dashes begin a comment only before a blank or at the end: {@code 5--3} is a difference. */
    private boolean isDoubleDash() {
        return startsWith("--") && (position + 2 >= sql.length() || sql.charAt(position + 2) <= ' ');
    }

    private int afterVersion(int from) {
        int end = from;
        while (end < sql.length() && Character.isDigit(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean isDelimiterCommand() {
        int end = position + DELIMITER.length();
        return sql.regionMatches(true, position, DELIMITER, 0, DELIMITER.length())
                && end < sql.length()
                && (sql.charAt(end) == ' ' || sql.charAt(end) == '\t');
    }

    private Token delimiterCommand() {
        int start = position;
        position = endOfLine(start);
        String given = sql.substring(start + DELIMITER.length(), position).strip();
        delimiter = given.isEmpty() ? ";" : given;
        return new Token(DELIMITER, start, position, Kind.COMMAND);
    }

    private boolean startsWith(String prefix) {
        return sql.startsWith(prefix, position);
    }

    private int endOfLine(int from) {
        int end = sql.indexOf('\n', from);
        return end < 0 ? sql.length() : end;
    }
}
