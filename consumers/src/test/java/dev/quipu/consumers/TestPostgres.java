package dev.quipu.consumers;

import dev.quipu.ledger.local.TestServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL server of all tests of one JVM: started by the first that asks, stopped with the JVM. */
public final class TestPostgres {

    private static final String IMAGE = "postgres:18";

    private TestPostgres() {}

    /** Creates an empty database and returns its JDBC URL, which names the superuser {@code postgres}. */
    public static String freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(Holder.url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Can't create the test database " + name, e);
        }
        return Holder.url(name);
    }

    private static final class Holder {

        /** With {@code %s} for the name of the database. */
        private static final String URL_PATTERN = TestServers.inContainers() ? startContainer() : startEmbedded();

        private static String url(String database) {
            return URL_PATTERN.formatted(database);
        }

        @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
        private static String startContainer() {
            PostgreSQLContainer container =
                    new PostgreSQLContainer(IMAGE).withUsername("postgres").withPassword("postgres");
            container.start();
            return "jdbc:postgresql://%s:%d/%%s?user=postgres&password=postgres"
                    .formatted(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
        }

        @SuppressWarnings("resource") // closed by the shutdown hook that EmbeddedPostgres registers
        private static String startEmbedded() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start();
                return "jdbc:postgresql://localhost:%d/%%s?user=postgres".formatted(server.getPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
