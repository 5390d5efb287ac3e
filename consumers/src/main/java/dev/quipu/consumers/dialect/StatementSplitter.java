package dev.quipu.consumers.dialect;

import java.util.ArrayList;
import java.util.List;

/** Finds the statements of a script. Used once. */
final class StatementSplitter {

    /** Enough to classify any statement, and little for a long list of values. */
    private static final int MAX_WORDS = 2_000;

    private final String sql;
    private final Lexer lexer;
    private final Bodies bodies;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final LineCounter lines;

    private List<String> words = new ArrayList<>();
    private int start;
    private int firstWord;
    private int parentheses;

    StatementSplitter(String sql, Lexer lexer, Bodies bodies) {
        this.sql = sql;
        this.lexer = lexer;
        this.bodies = bodies;
        this.lines = new LineCounter(sql);
    }

    List<SqlStatement> split() {
        for (Lexer.Token token = lexer.next(); token != null; token = lexer.next()) {
            switch (token.kind()) {
                case COMMAND -> start = token.end();
                case DELIMITER -> finish(token.start(), token.end());
                case END -> end(token);
                case PART -> take(token);
            }
        }
        finish(sql.length(), sql.length());
        return statements;
    }

    private void end(Lexer.Token token) {
        if (parentheses == 0 && !bodies.isOpen()) {
            finish(token.start(), token.end());
        } else {
            take(token);
        }
    }

    private void take(Lexer.Token token) {
        if (words.isEmpty()) {
            firstWord = token.start();
        }
        trackParentheses(token);
        bodies.take(token, words);
        if (words.size() < MAX_WORDS) {
            words.add(token.text());
        }
        if (token.isPsqlCommand()) {
            finish(token.end(), token.end());
        }
    }

    private void trackParentheses(Lexer.Token token) {
        if (token.is("(")) {
            parentheses++;
        } else if (token.is(")")) {
            parentheses = Math.max(0, parentheses - 1);
        }
    }

    private void finish(int textEnd, int end) {
        if (!words.isEmpty()) {
            String text = sql.substring(start, textEnd).strip();
            SqlStatement statement = new SqlStatement(text, lines.lineOf(firstWord), words, firstWord, end);
            statements.add(statement);
            lexer.completed(statement);
        }
        words = new ArrayList<>();
        start = end;
        parentheses = 0;
        bodies.reset();
    }

    /** Counts lines up to positions that only grow. */
    private static final class LineCounter {

        private final String text;
        private int position;
        private int line = 1;

        LineCounter(String text) {
            this.text = text;
        }

        int lineOf(int target) {
            for (; position < target; position++) {
                if (text.charAt(position) == '\n') {
                    line++;
                }
            }
            return line;
        }
    }
}
