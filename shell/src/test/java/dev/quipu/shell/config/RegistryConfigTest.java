package dev.quipu.shell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.schemas.registry.Authentication;
import dev.quipu.schemas.registry.RegistrySettings;
import dev.quipu.schemas.registry.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryConfigTest {

    @TempDir
    private Path folder;

    @Test
    void isAbsentUnlessARegistryIsNamed() throws IOException {
        write("actor=eve");

        assertThat(load(Map.of()).registry()).isNull();
    }

    @Test
    void takesSeveralAddressesOfWhichTheEnvironmentsWin() throws IOException {
        write("registry.url=http://a:1, http://b:2/path/");

        assertThat(registry(Map.of()).urls()).containsExactly(URI.create("http://a:1"), URI.create("http://b:2/path"));
        assertThat(registry(Map.of("QUIPU_REGISTRY_URL", "https://c:3")).urls())
                .containsExactly(URI.create("https://c:3"));
    }

    @Test
    void readsAPasswordFromItsFileEachTime() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "old\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        write("registry.url=http://a:1", "registry.user=ann", "registry.password-file=" + password);
        Authentication authentication = registry(Map.of()).authentication();
        Files.writeString(password, "geheim\n");

        assertThat(authentication.header()).isEqualTo("Basic YW5uOmdlaGVpbQ==");
        Files.delete(password);
        assertThatThrownBy(authentication::header)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(password.toString())
                .hasMessageContaining("quipu.properties:3: ");
    }

    @Test
    void takesATokenFromAVariable() throws IOException {
        write("registry.url=http://a:1", "registry.token-env=TOKEN");

        QuipuConfig config = load(Map.of("TOKEN", "t0ken"));

        assertThat(Objects.requireNonNull(config.registry()).authentication().header())
                .isEqualTo("Bearer t0ken");
        assertThat(config.toString()).doesNotContain("t0ken");
    }

    @Test
    void takesCertificates() throws IOException {
        write(
                "registry.url=https://a:1",
                "registry.ssl.truststore=/etc/ca.pem",
                "registry.ssl.keystore=/etc/own.p12",
                "registry.ssl.keystore-password-env=PW");

        TlsSettings tls = registry(Map.of("PW", "geheim")).tls();

        TlsSettings.Store own = Objects.requireNonNull(tls.own());
        assertThat(Objects.requireNonNull(tls.trusted()).file()).isEqualTo(Path.of("/etc/ca.pem"));
        assertThat(own.file()).isEqualTo(Path.of("/etc/own.p12"));
        assertThat(Objects.requireNonNull(own.password()).get()).isEqualTo("geheim");
        assertThat(tls.toString()).doesNotContain("geheim");
    }

    @Test
    void namesTheLineOfWhatIsWrong() throws IOException {
        assertRefused(":1: registry.user is set but no schema registry is named", "registry.user=ann");
        assertRefused(":1: this is no address", "registry.url=registry:8081");
        assertRefused(":1: the address of a schema registry holds credentials", "registry.url=http://u:geheim@a:1");
        assertRefused(":1: the address of a schema registry holds credentials", "registry.url=http://u:geheim@a_b:1");
        assertRefused(":1: this is no address", "registry.url=http://a:1/?token=geheim");
        assertRefused(":2: The user has no password", "registry.url=http://a:1", "registry.user=ann");
        assertRefused(":2: There is a password but no user", "registry.url=http://a:1", "registry.password-file=x");
        assertRefused(
                ":2: There are a user and a token",
                "registry.url=http://a:1",
                "registry.user=ann",
                "registry.token-file=x");
        assertRefused(
                ":3: registry.token-file and registry.token-env are both set",
                "registry.url=http://a:1",
                "registry.token-file=x",
                "registry.token-env=X");
        assertRefused(":2: The variable X isn't set", "registry.url=http://a:1", "registry.token-env=X");
        assertRefused(":2: 'registry.urls' is not a setting", "registry.url=http://a:1", "registry.urls=http://b:1");
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertThatThrownBy(() -> load(Map.of("QUIPU_REGISTRY_URL", "a:1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("QUIPU_REGISTRY_URL: this is no address");
    }

    private void assertRefused(String message, String... lines) throws IOException {
        write(lines);
        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("geheim");
    }

    private RegistrySettings registry(Map<String, String> environment) {
        return Objects.requireNonNull(load(environment).registry());
    }

    private QuipuConfig load(Map<String, String> environment) {
        return QuipuConfig.load(new QuipuHome(folder), environment, "ada");
    }

    private void write(String... lines) throws IOException {
        Files.writeString(folder.resolve("quipu.properties"), String.join("\n", lines));
    }
}
