package dev.quipu.ledger.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Self-signed certificates in a folder, made with the JDK's keytool. */
public final class Certificates {

    /** Of all stores. */
    public static final String PASSWORD = "store-secret";

    private final Path folder;

    /** Makes them in {@code folder}. */
    public Certificates(Path folder) {
        this.folder = folder;
    }

    /** A new key and its certificate, for somebody at this machine's loopback address. */
    public Path keystore(String name) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1,dns:localhost");
        return store;
    }

    /** A store that trusts whoever has the key {@code name}. */
    Path truststore(String name) throws IOException, InterruptedException {
        Path certificate = folder.resolve(name + ".cer");
        keytool(folder.resolve(name + ".p12"), "-exportcert", "-alias", name, "-file", certificate.toString());
        Path store = folder.resolve(name + "-trust.p12");
        keytool(store, "-importcert", "-noprompt", "-alias", name, "-file", certificate.toString());
        return store;
    }

    /** The certificate of {@code name} as text. */
    public String certificate(String name) throws IOException, GeneralSecurityException {
        return pem("CERTIFICATE", store(name).getCertificate(name).getEncoded());
    }

    /** The key of {@code name} as text, not encrypted. */
    String key(String name) throws IOException, GeneralSecurityException {
        return pem(
                "PRIVATE KEY", store(name).getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private KeyStore store(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
