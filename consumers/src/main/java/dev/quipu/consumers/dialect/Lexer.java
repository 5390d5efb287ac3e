package dev.quipu.consumers.dialect;

import org.jspecify.annotations.Nullable;

/** Splits a script into tokens, without comments. Not thread-safe. */
interface Lexer {

    /** The next token, or null at the end. */
    @Nullable
    Token next();

    /** Hears of each statement that is complete, right after its last token. */
    void completed(SqlStatement statement);

    /** What a token is to the statement that it stands in. */
    enum Kind {
        /** A part of it. */
        PART,
        /** Its end, unless inside of parentheses or a body. */
        END,
        /** Its end, wherever it stands. */
        DELIMITER,
        /** No part of any statement, and only between two. */
        COMMAND
    }

    /**
     * One token from {@code start} up to {@code end}.
     *
     * @param text words without quotes are in upper case, all else is as written
     * @param kind what it is to the statement
     */
    record Token(String text, int start, int end, Kind kind) {

        boolean is(String word) {
            return text.equals(word);
        }

        boolean isPsqlCommand() {
            return text.startsWith("\\");
        }
    }
}
