package dev.quipu.schemas.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Certificates, and perhaps a private key, in textual encoding (RFC 7468).
 *
 * @param key in PKCS#8, not encrypted, or null
 */
record PemFile(List<Certificate> certificates, @Nullable PrivateKey key) {

    private static final byte[] START = "-----BEGIN".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /** Whether a file starts, or goes on after a few lines of remarks, as text and not as PKCS#12. */
    static boolean isPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4096);
            return new String(head, StandardCharsets.ISO_8859_1)
                    .contains(new String(START, StandardCharsets.ISO_8859_1));
        }
    }

    static PemFile read(Path file) throws IOException, GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        PrivateKey key = null;
        Matcher blocks = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            byte[] content = Base64.getMimeDecoder().decode(blocks.group(2));
            switch (blocks.group(1)) {
                case "CERTIFICATE" ->
                    certificates.add(CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(content)));
                case "PRIVATE KEY" -> key = key(content);
                default -> throw new GeneralSecurityException("it holds a " + blocks.group(1));
            }
        }
        return new PemFile(List.copyOf(certificates), key);
    }

    /** @param password by which the key is asked for */
    KeyStore toKeyStore(char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (key != null) {
            store.setKeyEntry("own", key, password, certificates.toArray(Certificate[]::new));
            return store;
        }
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("trusted-" + i, certificates.get(i));
        }
        return store;
    }

    private static PrivateKey key(byte[] content) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
            } catch (GeneralSecurityException e) {
                // the key is of another algorithm: the next is tried
            }
        }
        throw new GeneralSecurityException("its private key is neither RSA nor EC nor EdDSA in PKCS#8");
    }
}
