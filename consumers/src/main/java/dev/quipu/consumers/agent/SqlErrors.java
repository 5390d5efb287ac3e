package dev.quipu.consumers.agent;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the ledger may know of a database error: the state and the server's message, and no row data. */
final class SqlErrors {

    /** Lock not available, deadlock, serialization failure: nothing happened, and the same may work a moment later. */
    private static final Set<String> TRANSIENT = Set.of("55P03", "40P01", "40001");

    private SqlErrors() {}

    static boolean isTransient(SQLException e) {
        return e.getSQLState() != null && TRANSIENT.contains(e.getSQLState());
    }

    /** Whether the name was taken: then what has it is not ours. */
    static boolean isDuplicateName(SQLException e) {
        return "42P07".equals(e.getSQLState());
    }

    /** Whether the connection is gone, so that it is not known what the server has done. */
    static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        return e instanceof FencedException
                || state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("25P03");
    }

    /** @param script what was executed, to tell the line of an error */
    static Failure failure(SQLException e, String script) {
        String state = e.getSQLState() == null ? "unknown" : e.getSQLState();
        ServerErrorMessage server = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (server == null || server.getMessage() == null) {
            return new Failure(
                    state, "the driver refused the script: " + e.getClass().getSimpleName());
        }
        String line = server.getPosition() > 0 ? " (line %d)".formatted(line(script, server.getPosition())) : "";
        return new Failure(state, withoutValues(state, server.getMessage()) + line);
    }

    /** Messages of class 22 (data exception) quote the value after a colon: the rest says enough. */
    private static String withoutValues(String state, String message) {
        int value = message.indexOf(": \"");
        return state.startsWith("22") && value > 0 ? message.substring(0, value) : message;
    }

    private static long line(String script, int position) {
        int end = Math.min(position, script.length());
        return 1 + script.substring(0, end).chars().filter(c -> c == '\n').count();
    }
}
