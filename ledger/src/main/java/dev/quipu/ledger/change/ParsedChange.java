package dev.quipu.ledger.change;

import dev.quipu.ledger.event.Content;
import java.util.List;

/** What came of reading a change file. */
public sealed interface ParsedChange {

    /**
     * The file is a change.
     *
     * @param fileName as given to the parser
     * @param content the file's bytes, exactly as read
     */
    record Valid(String fileName, ChangeFile file, Content content) implements ParsedChange {}

    /** The file is no change, for these reasons, at least one, in the order of their lines. */
    record Invalid(List<Problem> problems) implements ParsedChange {

        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
