package dev.quipu.ledger.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Connections to the store's database. */
final class StoreConnection {

    private static final String MEMORY = "1GB";

    private StoreConnection() {}

    /** A connection that writes; makes the file if it isn't there. */
    static DuckDBConnection writing(Path database) throws SQLException, IOException {
        DuckDBConnection connection = connect(database, false, List.of(database, beside(database, ".wal")));
        if (Files.getFileStore(database).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-------"));
        }
        return connection;
    }

    /**
     * A connection that reads the store, and nothing else there is.
     *
     * @param output the only file that it may write, or null for none
     */
    static DuckDBConnection reading(Path database, @Nullable Path output) throws SQLException {
        return connect(database, true, output == null ? List.of() : List.of(output));
    }

    private static DuckDBConnection connect(Path database, boolean readOnly, List<Path> allowed) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", Boolean.toString(readOnly));
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("memory_limit", MEMORY);
        DuckDBConnection connection = DriverManager.getConnection("jdbc:duckdb:" + database.toAbsolutePath(), settings)
                .unwrap(DuckDBConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET temp_directory = ''");
            statement.execute("SET allowed_paths = " + list(allowed));
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String list(List<Path> paths) {
        return paths.stream()
                .map(path -> SqlText.quoted(path.toAbsolutePath().toString()))
                .toList()
                .toString();
    }

    /** How far the store is, or null if it is none with this layout. */
    static @Nullable StoreHead head(DuckDBConnection connection, String layout) {
        try {
            return StoreHead.read(connection, layout).orElse(null);
        } catch (SQLException e) {
            return null;
        }
    }

    /** Deletes the database and what DuckDB puts beside it. */
    static void delete(Path database) throws IOException {
        Files.deleteIfExists(database);
        Files.deleteIfExists(beside(database, ".wal"));
    }

    private static Path beside(Path database, String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }
}
