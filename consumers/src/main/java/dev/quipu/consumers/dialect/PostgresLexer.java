package dev.quipu.consumers.dialect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;

/**
 * Splits PostgreSQL's SQL into tokens (PostgreSQL 18 documentation, section 4.1), without comments. Assumes
 * {@code standard_conforming_strings = on}, the default since 9.1. Not thread-safe.
 *
 * <p>Comments and dollar quotes are the JDBC driver's own; its quotes aren't, because it forgets after {@code ''} that
 * a string began as {@code E'…'}.
 */
final class PostgresLexer implements Lexer {

    private final String sql;
    private final char[] chars;
    private int position;

    PostgresLexer(String sql) {
        this.sql = sql;
        this.chars = sql.toCharArray();
    }

    @Override
    public @Nullable Token next() {
        skipBlanksAndComments();
        if (position >= chars.length) {
            return null;
        }
        int start = position;
        char c = chars[position];
        if (c == '\'' || c == '"') {
            position = endOfQuotes(start, c, false);
        } else if (isStringPrefix(start)) {
            position = endOfQuotes(start + 1, '\'', c == 'e' || c == 'E');
        } else if (c == '$') {
            position = Math.min(Parser.parseDollarQuotes(chars, start) + 1, chars.length);
        } else if (Parser.isIdentifierStartChar(c)) {
            return word(start);
        } else if (c == '\\') {
            position = endOfLine(start);
        } else if (Character.isDigit(c)) {
            position = endOfNumber(start);
        } else {
            position++;
        }
        String text = sql.substring(start, position);
        return new Token(text, start, position, text.equals(";") ? Kind.END : Kind.PART);
    }

    /** Goes on after the data that follows a COPY FROM STDIN, if a line with {@code \.} ends it. */
    @Override
    public void completed(SqlStatement statement) {
        int end = sql.indexOf("\n\\.", position);
        if (end >= 0 && ClientCommands.isCopyFromClient(statement)) {
            position = endOfLine(end + 1);
        }
    }

    private void skipBlanksAndComments() {
        while (position < chars.length) {
            if (Character.isWhitespace(chars[position])) {
                position++;
            } else if (startsWith("--")) {
                position = endOfLine(position);
            } else if (startsWith("/*")) {
                position = Math.min(Parser.parseBlockComment(chars, position) + 1, chars.length);
            } else {
                return;
            }
        }
    }

    private boolean startsWith(String prefix) {
        return sql.startsWith(prefix, position);
    }

    private boolean isStringPrefix(int at) {
        return at + 1 < chars.length && chars[at + 1] == '\'' && "eEnNbBxX".indexOf(chars[at]) >= 0;
    }

    private Token word(int start) {
        while (position < chars.length && Parser.isIdentifierContChar(chars[position])) {
            position++;
        }
        return new Token(sql.substring(start, position).toUpperCase(Locale.ROOT), start, position, Kind.PART);
    }

    private int endOfQuotes(int open, char quote, boolean escapes) {
        for (int i = open + 1; i < chars.length; i++) {
            if (chars[i] == '\\' && escapes) {
                i++;
            } else if (chars[i] == quote) {
                int reopened = reopened(i + 1, quote, escapes);
                if (reopened < 0) {
                    return i + 1;
                }
                i = reopened;
            }
        }
        return chars.length;
    }

    /** Where the string goes on after a closing quote before {@code at}, or -1 if it has ended. */
    private int reopened(int at, char quote, boolean escapes) {
        if (at < chars.length && chars[at] == quote) {
            return at;
        }
        int i = at;
        while (escapes && i < chars.length && Character.isWhitespace(chars[i])) {
            i++;
        }
        boolean onNewLine = sql.substring(at, i).contains("\n");
        return onNewLine && i < chars.length && chars[i] == quote ? i : -1;
    }

    private int endOfLine(int from) {
        int end = sql.indexOf('\n', from);
        return end < 0 ? chars.length : end;
    }

    private int endOfNumber(int start) {
        int i = start;
        while (i < chars.length && (Character.isLetterOrDigit(chars[i]) || chars[i] == '_')) {
            i++;
        }
        return i;
    }
}
