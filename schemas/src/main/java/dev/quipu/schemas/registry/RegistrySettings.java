package dev.quipu.schemas.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a schema registry is, and how to talk to it.
 *
 * @param urls base addresses of its instances, the preferred one first; they hold no credentials
 * @param tls certificates, where the Java platform's own don't do
 * @param timeout how long one instance may take to answer
 */
public record RegistrySettings(List<URI> urls, Authentication authentication, TlsSettings tls, Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * Checks the addresses.
     *
     * @throws IllegalArgumentException if there is none, or one can't be used
     */
    public RegistrySettings {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a schema registry needs an address, such as http://localhost:8081");
        }
        urls = urls.stream().map(RegistrySettings::base).toList();
    }

    /**
     * An unprotected registry.
     *
     * @param urls addresses with commas between
     * @throws IllegalArgumentException if one can't be used
     */
    public static RegistrySettings of(String urls) {
        List<URI> parsed = Stream.of(urls.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(RegistrySettings::parse)
                .toList();
        return new RegistrySettings(parsed, new Authentication.None(), TlsSettings.platform(), TIMEOUT);
    }

    /** The same registry for somebody. */
    public RegistrySettings with(Authentication other) {
        return new RegistrySettings(urls, other, tls, timeout);
    }

    /** The same registry with these certificates. */
    public RegistrySettings with(TlsSettings other) {
        return new RegistrySettings(urls, authentication, other, timeout);
    }

    /** The same registry, which gets less time or more. */
    public RegistrySettings with(Duration other) {
        return new RegistrySettings(urls, authentication, tls, other);
    }

    /** What follows is not printed if it can't be parsed: it may hold a password. */
    private static URI parse(String url) {
        if (url.contains("@")) {
            throw new IllegalArgumentException(
                    "the address of a schema registry holds credentials; take them out, and use registry.user with"
                            + " registry.password-file, or registry.token-file");
        }
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the address of a schema registry can't be read; write it as http://host:port or"
                            + " https://host/path");
        }
    }

    private static URI base(URI url) {
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "this is no address of a schema registry; write it as http://host:port or https://host/path");
        }
        String text = url.toString();
        return text.endsWith("/") ? base(URI.create(text.substring(0, text.length() - 1))) : url;
    }
}
