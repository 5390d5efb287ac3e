package dev.quipu.schemas.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Turns {@link TlsSettings} into what the HTTP client takes. */
public final class TlsContext {

    private TlsContext() {}

    /** @throws IllegalArgumentException naming the file that can't be used */
    public static SSLContext of(TlsSettings settings) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own(settings.own()), trusted(settings.trusted()), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS can't be set up: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trusted(TlsSettings.@Nullable Store store)
            throws GeneralSecurityException {
        if (store == null) {
            return null;
        }
        KeyStore certificates = load(store);
        if (Collections.list(certificates.aliases()).isEmpty()) {
            throw new IllegalArgumentException("%s holds no certificate to trust".formatted(store.file()));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] own(TlsSettings.@Nullable Store store) throws GeneralSecurityException {
        if (store == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(store), password(store.password()));
        return factory.getKeyManagers();
    }

    private static KeyStore load(TlsSettings.Store store) {
        Path file = store.file();
        try {
            return PemFile.isPem(file)
                    ? PemFile.read(file).toKeyStore(password(store.password()))
                    : KeyStore.getInstance(file.toFile(), password(store.password()));
        } catch (IOException
                | GeneralSecurityException
                | RuntimeException e) { // a password's source may fail in any way
            throw new IllegalArgumentException(
                    "%s can't be used for TLS (%s); it must be PEM, or PKCS#12 with its password"
                            .formatted(file, e.getMessage() == null ? e : e.getMessage()),
                    e);
        }
    }

    private static char[] password(@Nullable Supplier<String> password) {
        return password == null ? new char[0] : password.get().toCharArray();
    }
}
