package dev.quipu.consumers.agent;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.postgresql.PGProperty;

/**
 * How to reach a target's database. Never printed with its password.
 *
 * @param jdbcUrl without credentials
 * @param password asked for at every connect, so that a rotated one is picked up
 */
public record TargetDatabase(String jdbcUrl, String user, Supplier<String> password) {

    /**
     * Lets the driver send its settings at connect, so that RESET ALL keeps them, the application's name among them.
     */
    private static final String OLDEST_SERVER = "13";

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /** For bookkeeping; in autocommit mode. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, properties());
    }

    /** For scripts: the driver's simple query mode sends them to the server whole, without taking them apart. */
    Connection connectForScripts() throws SQLException {
        Properties properties = properties();
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ALLOW_ENCODING_CHANGES.set(properties, true);
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    private Properties properties() {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password.get());
        PGProperty.APPLICATION_NAME.set(properties, "quipu-agent");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, OLDEST_SERVER);
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        return properties;
    }

    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
