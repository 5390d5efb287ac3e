package dev.quipu.consumers.dialect;

import java.util.ArrayList;
import java.util.List;

/** Finds the statements of a PostgreSQL script. Used once. */
final class StatementSplitter {

    /** Enough to classify any statement, and little for a long list of values. */
    private static final int MAX_WORDS = 2_000;

    private final String sql;
    private final PostgresLexer lexer;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final LineCounter lines;

    private List<String> words = new ArrayList<>();
    private String previous = "";
    private int start;
    private int firstWord;
    private int parentheses;
    private int bodies;

    StatementSplitter(String sql) {
        this.sql = sql;
        this.lexer = new PostgresLexer(sql);
        this.lines = new LineCounter(sql);
    }

    List<SqlStatement> split() {
        for (PostgresLexer.Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.is(";") && parentheses == 0 && bodies == 0) {
                finish(token.start(), token.end());
            } else {
                take(token);
            }
        }
        finish(sql.length(), sql.length());
        return statements;
    }

    private void take(PostgresLexer.Token token) {
        if (words.isEmpty()) {
            firstWord = token.start();
        }
        trackParentheses(token);
        trackBody(token);
        previous = token.text();
        if (words.size() < MAX_WORDS) {
            words.add(token.text());
        }
        if (token.isPsqlCommand()) {
            finish(token.end(), token.end());
        }
    }

    private void trackParentheses(PostgresLexer.Token token) {
        if (token.is("(")) {
            parentheses++;
        } else if (token.is(")")) {
            parentheses = Math.max(0, parentheses - 1);
        }
    }

    /** A body in standard SQL holds semicolons, and CASE ends with END like the body itself. */
    private void trackBody(PostgresLexer.Token token) {
        boolean isName = previous.equals(".") || previous.equals("AS");
        if (bodies == 0 && token.is("ATOMIC") && previous.equals("BEGIN") && createsRoutine()) {
            bodies = 1;
        } else if (bodies > 0 && token.is("CASE") && !isName) {
            bodies++;
        } else if (bodies > 0 && token.is("END") && !isName) {
            bodies--;
        }
    }

    private boolean createsRoutine() {
        if (!words.getFirst().equals("CREATE")) {
            return false;
        }
        int kind = words.size() > 2 && words.get(1).equals("OR") && words.get(2).equals("REPLACE") ? 3 : 1;
        return words.size() > kind
                && (words.get(kind).equals("FUNCTION") || words.get(kind).equals("PROCEDURE"));
    }

    private void finish(int textEnd, int end) {
        if (!words.isEmpty()) {
            String text = sql.substring(start, textEnd).strip();
            SqlStatement statement = new SqlStatement(text, lines.lineOf(firstWord), words, firstWord, end);
            statements.add(statement);
            if (ClientCommands.isCopyFromClient(statement)) {
                lexer.skipCopyData();
            }
        }
        words = new ArrayList<>();
        previous = "";
        start = end;
        parentheses = 0;
        bodies = 0;
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
