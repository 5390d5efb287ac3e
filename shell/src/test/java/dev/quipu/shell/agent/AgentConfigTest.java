package dev.quipu.shell.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.config.ConfigException;
import dev.quipu.shell.node.Connection;
import dev.quipu.shell.node.PasswordSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentConfigTest {

    private static final TargetId COMPOSE = TargetId.parse("orders@compose");

    @TempDir
    private Path folder;

    @Test
    void readsTheFileThatTheContainersUse() {
        AgentConfig config = AgentConfig.load(Path.of("..", "docker", "agent.properties"), Map.of());
        assertThat(config.cluster().bootstrapServers()).isEqualTo("kafka:19092");
        assertThat(config.actor()).isEqualTo("agent-orders");
        assertThat(config.registry()).isNotNull().satisfies(registry -> assertThat(registry.urls())
                .containsExactly(URI.create("http://registry:8080/apis/ccompat/v7")));
        assertThat(config.targets())
                .containsExactly(Map.entry(
                        COMPOSE,
                        new Connection.Jdbc(
                                "jdbc:postgresql://postgres:5432/orders",
                                "orders",
                                new PasswordSource.InFile(Path.of("/run/secrets/postgres-password")))));
    }

    @Test
    void takesPasswordsFromVariables() throws IOException {
        AgentConfig config = load(
                Map.of("PW", "s3cret"),
                "kafka.bootstrap.servers=a:1",
                "targets.orders@compose.url=jdbc:postgresql://db/orders",
                "targets.orders@compose.user=app",
                "targets.orders@compose.password-env=PW");
        assertThat(config.targets().values())
                .extracting(Connection.Jdbc::password)
                .containsExactly(new PasswordSource.Kept("s3cret"));
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void namesTheLineOfWhatIsWrong() {
        assertRefused(":2: ", "kafka.bootstrap.servers=a:1", "targets.orders@compose.pasword=x");
        assertRefused(":2: ", "kafka.bootstrap.servers=a:1", "targets.Orders.url=jdbc:x:y");
        assertRefused("has no user", "kafka.bootstrap.servers=a:1", "targets.orders@compose.url=jdbc:x:y");
        assertRefused("names no target", "kafka.bootstrap.servers=a:1");
        assertRefused("names no Kafka", "targets.orders@compose.url=jdbc:x:y");
        assertRefused(
                ":3: The JDBC URL carries a password",
                "kafka.bootstrap.servers=a:1",
                "targets.orders@compose.user=app",
                "targets.orders@compose.url=jdbc:x://a:b@db/y",
                "targets.orders@compose.password-file=pw");
    }

    @Test
    void servesMetricsWhereItIsTold() throws IOException {
        String[] needed = {
            "kafka.bootstrap.servers=a:1",
            "targets.orders@compose.url=jdbc:postgresql://db/orders",
            "targets.orders@compose.user=app",
            "targets.orders@compose.password-file=pw"
        };
        assertThat(load(Map.of(), needed).serving()).isEqualTo(new ProcessSettings(null, 20, null));
        assertThat(load(Map.of(), with(needed, "metrics.address=127.0.0.1:9464", "sessions.max=5"))
                        .serving())
                .isEqualTo(new ProcessSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9464), 5, null));
        assertRefused(":5: 'here' is no address", with(needed, "metrics.address=here"));
        assertRefused(":5: '0' is no number from 1", with(needed, "sessions.max=0"));
    }

    private static String[] with(String[] lines, String... more) {
        return Stream.concat(Stream.of(lines), Stream.of(more)).toArray(String[]::new);
    }

    private void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> load(Map.of(), lines))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private AgentConfig load(Map<String, String> environment, String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("agent.properties"), String.join("\n", lines));
        return AgentConfig.load(file, environment);
    }
}
