package dev.quipu.shell.node;

import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.consumers.dialect.Dialects;
import dev.quipu.shell.config.ConfigException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** Tries a connection that is kept here, to tell the operator at once what the agent will only log. */
public final class ConnectionProbe {

    private ConnectionProbe() {}

    /**
     * Why the database can't be reached from this machine, without a full stop; empty if it can. Takes ten seconds at
     * most.
     */
    public static Optional<String> problem(Connection.Jdbc connection) {
        try {
            Dialect dialect =
                    Dialects.at(connection.url()).orElseThrow(() -> new SQLException("nobody here speaks it", "08001"));
            dialect.sessions()
                    .connect(
                            connection.url(),
                            connection.user(),
                            connection.password().read())
                    .close();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("%s (%s)".formatted(clause(e), e.getSQLState()));
        } catch (ConfigException e) {
            return Optional.of(clause(e));
        }
    }

    private static String clause(Exception e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "no answer").strip();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
