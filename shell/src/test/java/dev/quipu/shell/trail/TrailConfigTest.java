package dev.quipu.shell.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.consumers.trail.SinkSettings;
import dev.quipu.consumers.trail.TrailFormat;
import dev.quipu.shell.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailConfigTest {

    @TempDir
    private Path folder;

    @Test
    void readsAFile() throws IOException {
        TrailConfig config = load(Map.of(), "sink=file", "file.path=t.jsonl");

        assertThat(config.ledger()).isNull();
        assertThat(config.format()).isEqualTo(TrailFormat.CLOUDEVENTS);
        assertThat(config.sink())
                .isEqualTo(new SinkSettings.ToFile(Path.of("t.jsonl"), 100_000_000, Duration.ofDays(1)));
        assertThat(config.position()).isEqualTo(folder.resolve("trail.position"));
    }

    @Test
    void readsWhereTheLedgerIs() throws IOException {
        TrailConfig config = load(
                Map.of(),
                "kafka.bootstrap.servers=a:1",
                "ledger.topic=shop",
                "format=ocsf",
                "sink=stdout",
                "position.file=/var/lib/quipu/p");

        assertThat(config.ledger()).isNotNull().satisfies(ledger -> {
            assertThat(ledger.topic()).isEqualTo("shop");
            assertThat(ledger.bootstrapServers()).isEqualTo("a:1");
        });
        assertThat(config.format()).isEqualTo(TrailFormat.OCSF);
        assertThat(config.position()).isEqualTo(Path.of("/var/lib/quipu/p"));
    }

    @Test
    void showsNoSecret() throws IOException {
        TrailConfig config =
                load(Map.of("TOKEN", "s3cret"), "sink=http", "http.url=https://siem/x", "http.token-env=TOKEN");

        assertThat(config.toString()).doesNotContain("s3cret").contains("https://siem/x");
    }

    @Test
    void namesTheLineOfWhatIsWrong() {
        assertRefused(":1: 'nowhere' is no sink", "sink=nowhere");
        assertRefused(":1: '' is no sink", "format=ocsf");
        assertRefused(":2: 'file.pth' is not a setting", "sink=file", "file.pth=x");
        assertRefused(":1: The sink file needs file.path", "sink=file");
        assertRefused(":2: file.path is for another sink than stdout", "sink=stdout", "file.path=x");
        assertRefused(":3: '5' is no size", "sink=file", "file.path=x", "file.rotate-size=5");
        assertRefused(":3: '5w' is no duration", "sink=file", "file.path=x", "file.rotate-after=5w");
        assertRefused(":2: 'x' is no address", "sink=syslog", "syslog.address=x");
        assertRefused(":2: a plain connection to siem", "sink=syslog", "syslog.address=siem:601");
        assertRefused(":3: 'yes' is neither off nor on", "sink=syslog", "syslog.address=siem:601", "syslog.tls=yes");
        assertRefused(":2: it is no URL", "sink=http", "http.url=siem");
        assertRefused(
                ":3: A batch of CloudEvents",
                "sink=http",
                "http.url=http://a/",
                "http.body=cloudevents-batch",
                "format=ocsf");
        assertRefused(":3: The variable NONE isn't set", "sink=http", "http.url=https://a/", "http.token-env=NONE");
        assertRefused(
                ":2: over http the token", "sink=http", "http.url=http://siem/", "http.token-file=/run/secrets/t");
    }

    @Test
    void needsAFile() {
        assertThatThrownBy(() -> TrailConfig.load(folder.resolve("none"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Name one with --config");
    }

    private void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> load(Map.of(), lines))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private TrailConfig load(Map<String, String> environment, String... lines) throws IOException {
        return TrailConfig.load(
                Files.writeString(folder.resolve("trail.properties"), String.join("\n", lines)), environment);
    }
}
