package dev.quipu.shell.node;

import dev.quipu.shell.config.ConfigException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Tries a connection that is kept here, to tell the operator at once what the agent will only log. */
public final class ConnectionProbe {

    private static final String SECONDS = "3";

    private ConnectionProbe() {}

    /**
     * Why the database can't be reached from this machine, without a full stop; empty if it can. Takes seconds at most.
     */
    public static Optional<String> problem(Connection.Jdbc connection) {
        try {
            Properties properties = new Properties();
            properties.setProperty("user", connection.user());
            properties.setProperty("password", connection.password().read());
            properties.setProperty("connectTimeout", SECONDS);
            properties.setProperty("loginTimeout", SECONDS);
            DriverManager.getConnection(connection.url(), properties).close();
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
