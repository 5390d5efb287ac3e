package dev.quipu.consumers.dialect;

import java.util.List;

/** Bodies in standard SQL: {@code BEGIN ATOMIC … END}, in which CASE ends with END like the body itself. */
final class PostgresBodies implements Bodies {

    private String previous = "";
    private int open;

    @Override
    public void take(Lexer.Token token, List<String> wordsBefore) {
        boolean isName = previous.equals(".") || previous.equals("AS");
        if (open == 0 && token.is("ATOMIC") && previous.equals("BEGIN") && createsRoutine(wordsBefore)) {
            open = 1;
        } else if (open > 0 && token.is("CASE") && !isName) {
            open++;
        } else if (open > 0 && token.is("END") && !isName) {
            open--;
        }
        previous = token.text();
    }

    private static boolean createsRoutine(List<String> words) {
        if (!words.getFirst().equals("CREATE")) {
            return false;
        }
        int kind = words.size() > 2 && words.get(1).equals("OR") && words.get(2).equals("REPLACE") ? 3 : 1;
        return words.size() > kind
                && (words.get(kind).equals("FUNCTION") || words.get(kind).equals("PROCEDURE"));
    }

    @Override
    public boolean isOpen() {
        return open > 0;
    }

    @Override
    public void reset() {
        previous = "";
        open = 0;
    }
}
