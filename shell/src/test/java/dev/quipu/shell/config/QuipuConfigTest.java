package dev.quipu.shell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.shell.config.LedgerLocation.Cluster;
import dev.quipu.shell.config.LedgerLocation.LocalNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuipuConfigTest {

    @TempDir
    private Path folder;

    @Test
    void usesTheLocalNodeWhenNothingIsConfigured() {
        assertThat(load(Map.of()))
                .isEqualTo(new QuipuConfig(new LocalNode(), "quipu.ledger", "quipu.telemetry", "ada", null));
    }

    @Test
    void passesEverySettingOfTheClientsThrough() throws IOException {
        write(
                "kafka.bootstrap.servers=a:9092,b:9092",
                "kafka.security.protocol = SSL",
                "ledger.topic=knots",
                "actor=eve");
        Cluster cluster = new Cluster(Map.of("bootstrap.servers", "a:9092,b:9092", "security.protocol", "SSL"));
        assertThat(load(Map.of())).isEqualTo(new QuipuConfig(cluster, "knots", "knots.telemetry", "eve", null));
    }

    @Test
    void letsTheEnvironmentWin() throws IOException {
        write("kafka.bootstrap.servers=a:9092", "kafka.client.id=me", "actor=eve");
        QuipuConfig config = load(Map.of("QUIPU_BOOTSTRAP_SERVERS", "c:1", "QUIPU_ACTOR", "kim"));
        assertThat(config.location()).isEqualTo(new Cluster(Map.of("bootstrap.servers", "c:1", "client.id", "me")));
        assertThat(config.actor()).isEqualTo("kim");
    }

    @Test
    void namesFileLineAndFixOfAnUnknownSetting() throws IOException {
        write("# mine", "", "ledgertopic=x");
        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("quipu.properties:3: 'ledgertopic' is not a setting. Use kafka.");
    }

    @Test
    void refusesClientSettingsWithoutACluster() throws IOException {
        write("actor=eve", "kafka.security.protocol=SSL");
        assertThatThrownBy(() -> load(Map.of()))
                .hasMessageContaining(":2: ")
                .hasMessageContaining("Add kafka.bootstrap.servers");
    }

    @Test
    void refusesServersWithoutAPort() throws IOException {
        write("kafka.bootstrap.servers=broker");
        assertThatThrownBy(() -> load(Map.of())).hasMessageContaining(":1: ").hasMessageContaining("host:port");
    }

    @Test
    void namesTheLineOfABrokenEscape() throws IOException {
        write("actor=eve", "ledger.topic=\\ux");
        assertThatThrownBy(() -> load(Map.of())).hasMessageContaining("quipu.properties:2: ");
    }

    @Test
    void keepsClientSettingsOutOfItsText() throws IOException {
        write("kafka.bootstrap.servers=a:9092", "kafka.sasl.jaas.config=secret");
        assertThat(load(Map.of()).toString()).doesNotContain("secret");
    }

    private QuipuConfig load(Map<String, String> environment) {
        return QuipuConfig.load(new QuipuHome(folder), environment, "ada");
    }

    private void write(String... lines) throws IOException {
        Files.writeString(folder.resolve("quipu.properties"), String.join("\n", lines));
    }
}
