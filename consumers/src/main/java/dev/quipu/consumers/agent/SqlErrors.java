package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.ErrorRules;
import dev.quipu.consumers.dialect.LocatedException;
import java.sql.SQLException;

/** What the ledger may know of a database error: the state and the server's message, and no row data. Thread-safe. */
final class SqlErrors {

    /** A script can raise messages of any length, and the ledger's records have a limit. */
    private static final int LONGEST_MESSAGE = 1_000;

    private final ErrorRules rules;

    SqlErrors(ErrorRules rules) {
        this.rules = rules;
    }

    boolean isTransient(SQLException e) {
        return rules.isTransient(e);
    }

    /** Whether the name was taken: then what has it is not ours. */
    boolean isDuplicateName(SQLException e) {
        return rules.isDuplicateName(e);
    }

    /** Whether the same statement may work without a transaction around it; it had no effect. */
    boolean isRefusedInTransaction(SQLException e) {
        return rules.isRefusedInTransaction(e);
    }

    /** @param script what was executed, to tell the line of an error */
    Failure failure(SQLException e, String script) {
        int line = e instanceof LocatedException located ? located.line() : rules.line(e, script);
        return line > 0 ? withLine(e, line) : new Failure(state(e), message(e));
    }

    /**
     * The failure of a part of a script.
     *
     * @param part what was executed
     * @param firstLine the part's first line in the script, counted from 1
     */
    Failure failure(SQLException e, String part, int firstLine) {
        return e instanceof LocatedException located
                ? withLine(e, located.line())
                : withLine(e, firstLine - 1 + Math.max(1, rules.line(e, part)));
    }

    private Failure withLine(SQLException e, long line) {
        return new Failure(state(e), "%s (line %d)".formatted(message(e), line));
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "unknown" : e.getSQLState();
    }

    private String message(SQLException e) {
        String message = rules.message(e);
        if (message == null) {
            return "the driver refused the script: " + e.getClass().getSimpleName();
        }
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
    }
}
