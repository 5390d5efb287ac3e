package dev.quipu.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL server as durable as one in production, whose data are gone afterwards. */
public final class PostgresServer implements AutoCloseable {

    /** The superuser, who needs no password. */
    public static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private int databases;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** @param settings of the server, beside those that make it durable */
    public static PostgresServer start(Map<String, String> settings) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on");
        settings.forEach(builder::setServerConfig);
        return new PostgresServer(builder.start());
    }

    /** Creates an empty database and gives its JDBC URL, without the user. */
    public String freshDatabase() throws SQLException {
        databases++;
        String name = "bench_" + databases;
        execute("CREATE DATABASE " + name);
        return url(name);
    }

    /** Creates an empty database. */
    public void create(String name) throws SQLException {
        execute("CREATE DATABASE " + name);
    }

    /** Whether the server writes to disk what it has committed; not to be wished while something is measured. */
    public void durable(boolean wished) throws SQLException {
        execute("ALTER SYSTEM SET fsync = " + wished);
        execute("SELECT pg_reload_conf()");
        checkpoint();
    }

    /** Copies a database that nobody is connected to, file by file, and gives the copy's JDBC URL. */
    public String copy(String jdbcUrl) throws SQLException {
        databases++;
        String name = "bench_" + databases;
        execute("CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy".formatted(name, name(jdbcUrl)));
        return url(name);
    }

    private static String name(String jdbcUrl) {
        return jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1);
    }

    /** Connects to one of its databases. */
    public Connection connect(String jdbcUrl) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, USER, "");
    }

    /** Drops a database that {@link #freshDatabase} has made. */
    public void drop(String jdbcUrl) throws SQLException {
        execute("DROP DATABASE %s WITH (FORCE)".formatted(name(jdbcUrl)));
    }

    /** Writes out what the server has in memory, so that it doesn't do so while the next is measured. */
    public void checkpoint() throws SQLException {
        execute("CHECKPOINT");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The JDBC URL of one of its databases, without the user. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), database);
    }

    /** Stops it; it is given a few seconds only, so nothing is left to write. */
    @Override
    public void close() throws IOException, SQLException {
        checkpoint();
        server.close();
    }
}
