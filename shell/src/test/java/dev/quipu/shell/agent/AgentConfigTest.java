package dev.quipu.shell.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.config.ConfigException;
import dev.quipu.shell.node.Connection;
import dev.quipu.shell.node.PasswordSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
