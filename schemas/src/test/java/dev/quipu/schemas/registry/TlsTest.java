package dev.quipu.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.quipu.schemas.EntrySchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final int KNOWN = 5;
    private static final int UNKNOWN = 6;
    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    @TempDir
    private static Path folder;

    private FrontServer front = FrontServer.always(500, "");

    @BeforeEach
    void start() throws Exception {
        front.close();
        if (Files.notExists(folder.resolve("own.p12"))) {
            makeCertificate();
        }
        front = FrontServer.of(TlsContext.of(new TlsSettings(store("trusted.p12"), store("own.p12"))), TlsTest::answer);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        FrontServer.reply(exchange, 200, "{\"id\": %d}".formatted(isKnown((HttpsExchange) exchange) ? KNOWN : UNKNOWN));
    }

    private static boolean isKnown(HttpsExchange exchange) {
        try {
            return exchange.getSSLSession().getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void trustsACertificateInPem() {
        assertThat(register(new TlsSettings(store("trusted.pem"), null))).isEqualTo(UNKNOWN);
    }

    @Test
    void trustsACertificateInPkcs12() {
        assertThat(register(new TlsSettings(store("trusted.p12"), null))).isEqualTo(UNKNOWN);
    }

    @Test
    void showsItsOwnCertificateInEitherForm() {
        assertThat(register(new TlsSettings(store("trusted.pem"), store("own.pem"))))
                .isEqualTo(KNOWN);
        assertThat(register(new TlsSettings(store("trusted.pem"), store("own.p12"))))
                .isEqualTo(KNOWN);
    }

    @Test
    void trustsNobodyElse() {
        assertThatThrownBy(() -> register(TlsSettings.platform()))
                .isInstanceOf(RegistryException.Unreachable.class)
                .hasMessageContaining("certification path");
    }

    @Test
    void namesTheFileThatIsOfNoUse() throws IOException {
        Path junk = Files.writeString(folder.resolve("junk"), "junk");
        TlsSettings missing = new TlsSettings(store("missing.pem"), null);
        TlsSettings wrong = new TlsSettings(new TlsSettings.Store(folder.resolve("own.p12"), () -> "wrong"), null);

        for (TlsSettings settings : List.of(missing, wrong, new TlsSettings(new TlsSettings.Store(junk, null), null))) {
            assertThatThrownBy(() -> register(settings))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("PKCS#12")
                    .hasMessageNotContaining("wrong ");
        }
    }

    private int register(TlsSettings tls) {
        RegistrySettings settings = RegistrySettings.of(front.url().toString()).with(tls);
        try (SchemaRegistry registry = new SchemaRegistry(settings)) {
            return registry.register("t-value", EntrySchemas.current());
        }
    }

    private static TlsSettings.Store store(String name) {
        return new TlsSettings.Store(folder.resolve(name), () -> PASSWORD);
    }

    private static void makeCertificate() throws Exception {
        Path own = folder.resolve("own.p12");
        keytool(
                "-genkeypair",
                "-keystore",
                own.toString(),
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=registry",
                "-ext",
                "san=ip:127.0.0.1");
        KeyStore keys = KeyStore.getInstance(own.toFile(), PASSWORD.toCharArray());
        byte[] certificate = keys.getCertificate("own").getEncoded();
        byte[] key = keys.getKey("own", PASSWORD.toCharArray()).getEncoded();
        Path pem = Files.writeString(folder.resolve("trusted.pem"), pem("CERTIFICATE", certificate));
        Files.writeString(
                folder.resolve("own.pem"), pem("PRIVATE KEY", key) + "a remark\n" + pem("CERTIFICATE", certificate));
        keytool(
                "-importcert",
                "-noprompt",
                "-keystore",
                folder.resolve("trusted.p12").toString(),
                "-alias",
                "registry",
                "-file",
                pem.toString());
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, BASE64.encodeToString(content));
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.of(arguments),
                        Stream.of("-storetype", "PKCS12", "-storepass", PASSWORD))
                .flatMap(part -> part)
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor())
                .as("%s", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
    }
}
