package dev.quipu.consumers.dialect;

import java.util.List;
import java.util.Set;

/**
 * Bodies of MySQL's and MariaDB's routines, triggers and events: compound statements, which all end with END (MySQL
 * Reference Manual, section "Compound Statement Syntax").
 */
final class MysqlBodies implements Bodies {

    private static final Set<String> ROUTINES = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT");

    /** After these a statement begins, within a body. */
    private static final Set<String> BEFORE_STATEMENT =
            Set.of(";", "BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", ":", "ATOMIC");

    private String previous = "";
    private boolean inRoutine;
    private boolean returns;
    private int parentheses;
    private int open;

    @Override
    public void take(Lexer.Token token, List<String> wordsBefore) {
        begin(token, wordsBefore);
        if (token.is("(")) {
            parentheses++;
        } else if (token.is(")")) {
            parentheses--;
        } else if (inRoutine && parentheses == 0 && !previous.equals(".")) {
            track(token);
        }
        previous = token.text();
    }

    private void begin(Lexer.Token token, List<String> words) {
        if (words.size() < 12
                && !words.isEmpty()
                && words.getFirst().equals("CREATE")
                && ROUTINES.contains(token.text())) {
            inRoutine = true;
        }
        if (words.size() == 1 && words.getFirst().equals("BEGIN") && token.is("NOT")) {
            inRoutine = true;
            open = 1;
        }
    }

    private void track(Lexer.Token token) {
        if (token.is("END")) {
            open = Math.max(0, open - 1);
        } else if (!previous.equals("END") && opens(token)) {
            open++;
        } else if (open == 0 && token.is("RETURN")) {
            returns = true;
        }
    }

    private boolean opens(Lexer.Token token) {
        return switch (token.text()) {
            case "BEGIN", "CASE", "WHILE", "LOOP" -> true;
            case "IF", "REPEAT", "FOR" -> beginsStatement(token);
            default -> false;
        };
    }

    /** IF and REPEAT are functions too, and FOR and IF stand in other places. */
    private boolean beginsStatement(Lexer.Token token) {
        if (open > 0) {
            return BEFORE_STATEMENT.contains(previous);
        }
        return !returns && !ROUTINES.contains(previous) && !(token.is("FOR") && !previous.equals("DO"));
    }

    @Override
    public boolean isOpen() {
        return open > 0;
    }

    @Override
    public void reset() {
        previous = "";
        inRoutine = false;
        returns = false;
        parentheses = 0;
        open = 0;
    }
}
