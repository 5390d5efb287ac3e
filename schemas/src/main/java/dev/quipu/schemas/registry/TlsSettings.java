package dev.quipu.schemas.registry;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Certificates for the connection to a registry.
 *
 * @param trusted whom to trust, or null for the Java platform's authorities
 * @param own this client's certificate with its private key, or null for none
 */
public record TlsSettings(@Nullable Store trusted, @Nullable Store own) {

    /**
     * A file with certificates: PEM, or PKCS#12.
     *
     * @param password of a PKCS#12 file, or null; a private key in PEM is not encrypted
     */
    public record Store(Path file, @Nullable Supplier<String> password) {

        /** Leaves the password out. */
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** What the Java platform has. */
    public static TlsSettings platform() {
        return new TlsSettings(null, null);
    }

    boolean isPlatform() {
        return trusted == null && own == null;
    }
}
