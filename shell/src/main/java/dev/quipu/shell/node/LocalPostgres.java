package dev.quipu.shell.node;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.config.QuipuHome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL server of the local node: one database per embedded target, on loopback, with a password.
 *
 * <p>It starts when the first database is asked for and keeps its data and, if free, its port. A server that a killed
 * node left behind is stopped first. Thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);

    private static final String SUPERUSER = "postgres";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private final PostgresFolder folder;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EmbeddedPostgres server;

    /** A server that isn't started yet, with its files in {@code home}. */
    public LocalPostgres(QuipuHome home) {
        this.folder = PostgresFolder.of(home);
    }

    /**
     * Creates the database of a target if it isn't there, and says how to connect to it now: after a restart of the
     * node the port may be another.
     *
     * @throws NodeException if the server doesn't start or refuses
     */
    public JdbcTarget ensureDatabase(TargetId target) {
        lock.lock();
        try {
            EmbeddedPostgres running = running();
            String name = DatabaseName.of(target);
            createIfMissing(jdbc(running, SUPERUSER), name);
            return jdbc(running, name);
        } finally {
            lock.unlock();
        }
    }

    /** Stops the server if it was started, with a fast shutdown. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (server != null) {
                server.close();
                server = null;
            }
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL server didn't stop cleanly; it recovers at its next start", e);
        } finally {
            lock.unlock();
        }
    }

    private EmbeddedPostgres running() {
        if (server == null) {
            server = start();
        }
        return server;
    }

    private EmbeddedPostgres start() {
        try {
            folder.prepare();
            int port = folder.port().choose();
            EmbeddedPostgres started = builder(port).start();
            folder.markReady();
            folder.port().keep(port);
            LOG.info("PostgreSQL listens on 127.0.0.1:{}", port);
            return started;
        } catch (IOException | RuntimeException e) {
            throw new NodeException(
                    "The embedded PostgreSQL server doesn't start. %s says why; its data are in %s."
                            .formatted(folder.log(), folder.data()),
                    e);
        }
    }

    /**
     * Zonky's defaults suit tests (no fsync, trust, a shutdown hook of its own); these suit data that must last. Its
     * "locale options" are options of {@code initdb}, where the last one given counts.
     */
    private EmbeddedPostgres.Builder builder(int port) {
        Redirect log = Redirect.appendTo(folder.log().toFile());
        PostgresPassword password = folder.password();
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.data())
                .setOverrideWorkingDirectory(folder.programs().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WITHIN)
                .setPort(port)
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", password.file().toString())
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setConnectConfig("password", password.value())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "64MB")
                .setOutputRedirector(log)
                .setErrorRedirector(log);
    }

    private JdbcTarget jdbc(EmbeddedPostgres running, String database) {
        String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(running.getPort(), database);
        return new JdbcTarget(url, SUPERUSER, folder.password().value());
    }

    private static void createIfMissing(JdbcTarget maintenance, String name) {
        try (Connection connection =
                DriverManager.getConnection(maintenance.url(), maintenance.user(), maintenance.password())) {
            if (!exists(connection, name)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + name);
                }
            }
        } catch (SQLException e) {
            throw new NodeException("Can't create the database %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }
}
