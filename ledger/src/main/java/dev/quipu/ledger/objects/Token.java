package dev.quipu.ledger.objects;

import java.util.Locale;

/**
 * A piece of SQL.
 *
 * @param text of a quoted name without its quotes, of a word in lower case
 * @param start where it begins
 * @param end where it ends
 */
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        /** A key word or a name without quotes. */
        WORD,
        /** A name in quotes. */
        QUOTED,
        /** A string, whatever its quotes. */
        STRING,
        /** One character, or a number. */
        SYMBOL
    }

    static Token word(String sql, int start, int end) {
        return new Token(Kind.WORD, sql.substring(start, end).toLowerCase(Locale.ROOT), start, end);
    }

    boolean is(String word) {
        return kind != Kind.QUOTED && kind != Kind.STRING && text.equals(word);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
