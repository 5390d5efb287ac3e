package dev.quipu.shell.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.config.ConfigException;
import dev.quipu.shell.config.QuipuHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {

    private static final TargetId TARGET = TargetId.parse("orders@eu-1");
    private static final String URL = "jdbc:postgresql://db:5432/orders";

    @TempDir
    private Path folder;

    private QuipuHome home = new QuipuHome(Path.of("unset"));

    @BeforeEach
    void useTheFolder() {
        home = new QuipuHome(folder);
    }

    @Test
    void givesBackWhatWasKept() {
        Connections connections = new Connections(home);
        Connection kept = new Connection.Jdbc(URL, "app", new PasswordSource.Kept("s3cret"));
        Connection inFile = new Connection.Jdbc(URL, "app", new PasswordSource.InFile(folder.resolve("pw")));
        TargetId other = TargetId.parse("billing@eu-1");
        TargetId embedded = TargetId.parse("catalog@local");
        connections.save(TARGET, kept);
        connections.save(other, inFile);
        connections.save(embedded, new Connection.Embedded());

        assertThat(connections.targets()).containsExactly(other, embedded, TARGET);
        assertThat(connections.find(TARGET)).contains(kept);
        assertThat(connections.find(other)).contains(inFile);
        assertThat(connections.find(embedded)).contains(new Connection.Embedded());
        assertThat(connections.remove(TARGET)).isTrue();
        assertThat(connections.find(TARGET)).isEmpty();
    }

    @Test
    void keepsFilesForTheOwnerOnlyAndPasswordsOutOfText() throws IOException {
        Connection connection = new Connection.Jdbc(URL, "app", new PasswordSource.Kept("s3cret"));
        new Connections(home).save(TARGET, connection);
        Path file = home.connections().resolve("orders@eu-1.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.connections())))
                .isEqualTo("rwx------");
        assertThat(connection.toString()).doesNotContain("s3cret");
        assertThat(new JdbcTarget(URL, "app", "s3cret").toString()).doesNotContain("s3cret");
    }

    @Test
    void readsAPasswordFileAtEachConnect() throws IOException {
        Path file = Files.writeString(folder.resolve("pw"), "one\n");
        Connections connections = new Connections(home);
        connections.save(TARGET, new Connection.Jdbc(URL, "app", new PasswordSource.InFile(file)));
        try (LocalPostgres unused = new LocalPostgres(home)) {
            TargetConnector connector = new TargetConnector(connections, unused);
            assertThat(connector.connect(TARGET)).contains(new JdbcTarget(URL, "app", "one"));
            Files.writeString(file, "two\n");
            assertThat(connector.connect(TARGET)).contains(new JdbcTarget(URL, "app", "two"));
        }
    }

    @Test
    void takesThePasswordFromTheVariableAtOnce() {
        assertThat(PasswordSource.fromVariable("PW", Map.of("PW", "x"))).isEqualTo(new PasswordSource.Kept("x"));
        assertThatThrownBy(() -> PasswordSource.fromVariable("PW", Map.of())).hasMessageContaining("PW isn't set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/orders?user=app&password=s3cret",
                "jdbc:postgresql://app:s3cret@db/orders",
                "jdbc:sqlserver://db;user=app;password=s3cret",
                "jdbc:postgresql://db/orders?sslpassword=s3cret",
                "jdbc:oracle:thin:app/s3cret@db:1521/orders",
                "postgres://db/orders"
            })
    void refusesAUrlWithAPasswordAndDoesNotRepeatIt(String url) {
        assertThatThrownBy(() -> new Connection.Jdbc(url, "app", new PasswordSource.Kept("")))
                .isInstanceOf(ConfigException.class)
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void namesTheFileOfABrokenConnection() throws IOException {
        Files.createDirectory(home.connections());
        Files.writeString(home.connections().resolve("orders@eu-1.json"), "{");
        assertThatThrownBy(() -> new Connections(home).find(TARGET))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("orders@eu-1.json");
    }
}
