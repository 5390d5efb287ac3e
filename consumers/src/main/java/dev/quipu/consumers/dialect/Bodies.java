package dev.quipu.consumers.dialect;

import java.util.List;

/** Knows whether the tokens of a statement have come to the body of a routine, in which semicolons end nothing. */
interface Bodies {

    /** The next token of the statement. */
    void take(Lexer.Token token, List<String> wordsBefore);

    /** Whether a body is open after the tokens so far. */
    boolean isOpen();

    /** A new statement begins. */
    void reset();
}
