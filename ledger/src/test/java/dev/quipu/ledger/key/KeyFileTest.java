package dev.quipu.ledger.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void comesBackAsItWasAndIsItsOwnersAlone() throws IOException {
        PrivateKey key = PrivateKey.generate();
        Path file = folder.resolve("new").resolve("ann.key");
        KeyFile.write(file, key);

        assertThat(KeyFile.read(file).publicKey()).isEqualTo(key.publicKey());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("new")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(key).asString().doesNotContain(Base64.getEncoder().encodeToString(key.seed()));
    }

    /** The platform knows nothing of us: what it reads is PKCS#8. */
    @Test
    void isReadByThePlatform() throws Exception {
        PrivateKey key = PrivateKey.generate();
        KeyFile.write(folder.resolve("ann.key"), key);
        String base64 = Files.readAllLines(folder.resolve("ann.key")).get(1);

        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64))));
        signature.update(MESSAGE);

        assertThat(signature.sign()).isEqualTo(key.sign(MESSAGE));
    }

    @Test
    void isNeverOverwritten() {
        KeyFile.write(folder.resolve("ann.key"), PrivateKey.generate());

        assertThatThrownBy(() -> KeyFile.write(folder.resolve("ann.key"), PrivateKey.generate()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("already");
    }

    @Test
    void thatOthersMayReadIsRefused() throws IOException {
        KeyFile.write(folder.resolve("ann.key"), PrivateKey.generate());
        Files.setPosixFilePermissions(folder.resolve("ann.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> KeyFile.read(folder.resolve("ann.key")))
                .isInstanceOfSatisfying(
                        KeyException.class, e -> assertThat(e.nextStep()).contains("chmod 600"))
                .hasMessageContaining("open to other users");
    }

    @Test
    void thatIsNoKeyIsRefused() throws IOException {
        for (String text : new String[] {
            "",
            "hello",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
            "-----END PRIVATE KEY-----\n-----BEGIN PRIVATE KEY-----\n",
            "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
            "-----BEGIN OPENSSH PRIVATE KEY-----\n\u0001\n"
        }) {
            Path file = folder.resolve("bad.key");
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

            assertThatThrownBy(() -> KeyFile.read(file)).as(text).isInstanceOf(KeyException.class);
        }
        assertThatThrownBy(() -> KeyFile.read(folder.resolve("none.key")))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("there is no key");
    }

    @Test
    void ofOpenSshIsReadAndOneWithAPassphraseSaysWhatToDo() throws Exception {
        Path plain = sshKey("plain", "");
        Path locked = sshKey("locked", "secret");
        String line = Files.readString(folder.resolve("plain.pub"));

        assertThat(KeyFile.read(plain).publicKey()).isEqualTo(PublicKeyText.parse(line));
        assertThat(line).startsWith(PublicKeyText.format(KeyFile.read(plain).publicKey(), "test"));
        assertThatThrownBy(() -> KeyFile.read(locked))
                .isInstanceOfSatisfying(
                        KeyException.class, e -> assertThat(e.nextStep()).contains("ssh-add"));
    }

    @Test
    void aPublicKeyHasTheFingerprintThatOpenSshPrints() throws Exception {
        Path plain = sshKey("plain", "");
        Process listing = new ProcessBuilder("ssh-keygen", "-l", "-f", plain.toString()).start();
        String printed = new String(listing.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertThat(printed).contains(KeyFile.read(plain).publicKey().fingerprint());
    }

    private Path sshKey(String name, String passphrase) throws Exception {
        assumeTrue(hasSshKeygen(), "ssh-keygen is not installed");
        Path file = folder.resolve(name);
        assertThat(new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-C",
                                "test",
                                "-N",
                                passphrase,
                                "-f",
                                file.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        return file;
    }

    private static boolean hasSshKeygen() throws InterruptedException {
        try {
            new ProcessBuilder("ssh-keygen", "-?")
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
