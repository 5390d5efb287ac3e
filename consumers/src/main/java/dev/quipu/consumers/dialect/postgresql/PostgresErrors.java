package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.ErrorRules;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL's error codes (documentation, appendix A). Values of rows stand in details, and in messages of class 22.
 */
final class PostgresErrors implements ErrorRules {

    /** Lock not available, deadlock, serialization failure. */
    private static final Set<String> TRANSIENT = Set.of("55P03", "40P01", "40001");

    /** A statement that must be outside of any transaction, or that ends one itself. */
    private static final Set<String> REFUSED_IN_TRANSACTION = Set.of("25001", "2D000");

    /** Values are quoted, and may hold quotes themselves; bytes are not. */
    private static final Pattern VALUES = Pattern.compile("\".*\"|0x[0-9a-f]+( 0x[0-9a-f]+)*", Pattern.DOTALL);

    @Override
    public boolean isTransient(SQLException e) {
        return e.getSQLState() != null && TRANSIENT.contains(e.getSQLState());
    }

    @Override
    public boolean isDuplicateName(SQLException e) {
        return "42P07".equals(e.getSQLState());
    }

    @Override
    public boolean isRefusedInTransaction(SQLException e) {
        return e.getSQLState() != null && REFUSED_IN_TRANSACTION.contains(e.getSQLState());
    }

    @Override
    public @Nullable String message(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String message = server == null ? null : server.getMessage();
        boolean quotesValues = e.getSQLState() != null && e.getSQLState().startsWith("22");
        return message == null || !quotesValues
                ? message
                : VALUES.matcher(message).replaceAll("…");
    }

    /** The server counts characters, from 1. */
    @Override
    public int line(SQLException e, String executed) {
        ServerErrorMessage server = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        int position = server == null ? 0 : server.getPosition();
        return position == 0
                ? 0
                : 1
                        + (int) executed.codePoints()
                                .limit(position)
                                .filter(c -> c == '\n')
                                .count();
    }
}
