package dev.quipu.shell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {

    private static final String KEY = "kafka.sasl.jaas.config";

    @TempDir
    private Path folder;

    @Test
    void takesValuesFromTheFileItselfAndOthersAndVariables() throws IOException {
        Path secret = secret("a\nsecret\n", "r--------");

        assertThat(settings(
                        Map.of("PASSWORD", "from outside"),
                        "kafka.security.protocol=SASL_SSL",
                        KEY + "-file=" + secret,
                        "kafka.ssl.key.password-env=PASSWORD",
                        "ledger.topic=knots"))
                .containsOnly(
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.jaas.config", "a\nsecret"),
                        Map.entry("ssl.key.password", "from outside"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rw-r-----", "r--r-----"})
    void takesASecretThatOthersCannotRead(String rights) throws IOException {
        assertThat(settings(Map.of(), KEY + "-file=" + secret("s", rights))).containsEntry("sasl.jaas.config", "s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-", "rw-rw----"})
    void refusesASecretThatIsOpenToOthers(String rights) throws IOException {
        Path secret = secret("s3cret", rights);

        assertThatThrownBy(() -> settings(Map.of(), "", KEY + "-file=" + secret))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a.properties:2: ")
                .hasMessageContaining("open to other users. Close it: chmod 600 " + secret)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void takesCertificatesThatEverybodyMayRead() throws IOException {
        Path certificates = secret("pem", "rw-r--r--");

        assertThat(settings(Map.of(), "kafka.ssl.truststore.certificates-file=" + certificates))
                .containsEntry("ssl.truststore.certificates", "pem");
    }

    @Test
    void namesTheLineOfWhatHasNoValue() throws IOException {
        assertRefused("there is no such file", KEY + "-file=/no/such/file");
        assertRefused("is empty", KEY + "-file=" + secret(" \n", "rw-------"));
        assertRefused("Write an absolute path", KEY + "-file=secret");
        assertRefused("is no path", KEY + "-file=\\u0000");
        assertRefused(
                "the variable NONE isn't set. Export it, or write the value into a file and use " + KEY + "-file",
                KEY + "-env=NONE");
        assertRefused("can't read", KEY + "-file=" + folder);
    }

    @Test
    void refusesTwoValuesOfOneSetting() throws IOException {
        assertThatThrownBy(() -> settings(
                        Map.of(), "kafka.ssl.key.password=a", KEY + "=a", KEY + "-file=" + secret("b", "rw-------")))
                .hasMessageContaining("a.properties:3: " + KEY + " has two values. Keep one of them.");
    }

    @Test
    void pointsFromKafkasProvidersToItsOwnWay() {
        assertRefused("kafka.<setting>-file", "kafka.config.providers=env");
    }

    private void assertRefused(String message, String line) {
        assertThatThrownBy(() -> settings(Map.of(), line))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a.properties:1: ")
                .hasMessageContaining(message);
    }

    private Path secret(String text, String rights) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private Map<String, String> settings(Map<String, String> environment, String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("a.properties"), String.join("\n", lines));
        return ClientSettings.read(PropertiesFile.read(file), environment);
    }
}
