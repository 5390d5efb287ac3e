package dev.quipu.consumers.agent;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the ledger may know of a database error: the state and the server's message, and no row data. */
final class SqlErrors {

    /** Lock not available, deadlock, serialization failure: nothing happened, and the same may work a moment later. */
    private static final Set<String> TRANSIENT = Set.of("55P03", "40P01", "40001");

    /** A statement that must be outside of any transaction, or that ends one itself. */
    private static final Set<String> REFUSED_IN_TRANSACTION = Set.of("25001", "2D000");

    /** Values are quoted, and may hold quotes themselves; bytes are not. */
    private static final Pattern VALUES = Pattern.compile("\".*\"|0x[0-9a-f]+( 0x[0-9a-f]+)*", Pattern.DOTALL);

    /** A script can raise messages of any length, and the ledger's records have a limit. */
    private static final int LONGEST_MESSAGE = 1_000;

    private SqlErrors() {}

    static boolean isTransient(SQLException e) {
        return e.getSQLState() != null && TRANSIENT.contains(e.getSQLState());
    }

    /** Whether the name was taken: then what has it is not ours. */
    static boolean isDuplicateName(SQLException e) {
        return "42P07".equals(e.getSQLState());
    }

    /** Whether the same statement may work without a transaction around it; it had no effect. */
    static boolean isRefusedInTransaction(SQLException e) {
        return e.getSQLState() != null && REFUSED_IN_TRANSACTION.contains(e.getSQLState());
    }

    /** @param script what was executed, to tell the line of an error */
    static Failure failure(SQLException e, String script) {
        int position = position(e);
        return position > 0 ? withLine(e, line(script, position)) : new Failure(state(e), message(e));
    }

    /**
     * The failure of a part of a script.
     *
     * @param from where in the script the part begins
     */
    static Failure failure(SQLException e, String script, int from) {
        int before = script.codePointCount(0, from);
        return withLine(e, line(script, before + Math.max(1, position(e))));
    }

    private static Failure withLine(SQLException e, long line) {
        return new Failure(state(e), "%s (line %d)".formatted(message(e), line));
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "unknown" : e.getSQLState();
    }

    private static int position(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        return server == null ? 0 : server.getPosition();
    }

    private static String message(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (server == null || server.getMessage() == null) {
            return "the driver refused the script: " + e.getClass().getSimpleName();
        }
        String message = withoutValues(state(e), server.getMessage());
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
    }

    /** Messages of class 22 (data exception) quote values: the rest says enough. */
    private static String withoutValues(String state, String message) {
        return state.startsWith("22") ? VALUES.matcher(message).replaceAll("…") : message;
    }

    /** @param position in characters, counted from 1 as the server does */
    private static long line(String script, int position) {
        return 1 + script.codePoints().limit(position).filter(c -> c == '\n').count();
    }
}
