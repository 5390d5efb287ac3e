package dev.quipu.shell.config;

import dev.quipu.schemas.registry.Authentication;
import dev.quipu.schemas.registry.RegistrySettings;
import dev.quipu.schemas.registry.TlsSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a schema registry: {@code registry.*} of a file, and {@code QUIPU_REGISTRY_URL}, which wins.
 *
 * @param environment for the variables that settings name
 */
record RegistryConfig(PropertiesFile file, Map<String, String> environment) {

    private static final String URL = "registry.url";
    private static final String VARIABLE = "QUIPU_REGISTRY_URL";
    private static final String USER = "registry.user";
    private static final String PASSWORD = "registry.password";
    private static final String TOKEN = "registry.token";
    private static final String TRUSTSTORE = "registry.ssl.truststore";
    private static final String KEYSTORE = "registry.ssl.keystore";
    private static final String STORE_PASSWORD = "-password";
    private static final Set<String> NAMES = Set.of(
            URL,
            USER,
            PASSWORD + Secret.FILE,
            PASSWORD + Secret.ENV,
            TOKEN + Secret.FILE,
            TOKEN + Secret.ENV,
            TRUSTSTORE,
            TRUSTSTORE + STORE_PASSWORD + Secret.FILE,
            TRUSTSTORE + STORE_PASSWORD + Secret.ENV,
            KEYSTORE,
            KEYSTORE + STORE_PASSWORD + Secret.FILE,
            KEYSTORE + STORE_PASSWORD + Secret.ENV);

    /** Whether a key belongs to these settings. */
    static boolean isSetting(String key) {
        return NAMES.contains(key);
    }

    /** The registry, or null if none is named. */
    @Nullable
    RegistrySettings settings() {
        String fromEnvironment = environment.getOrDefault(VARIABLE, "").strip();
        String urls = fromEnvironment.isEmpty() ? file.values().get(URL) : fromEnvironment;
        if (urls == null) {
            file.values().keySet().stream()
                    .filter(RegistryConfig::isSetting)
                    .findFirst()
                    .ifPresent(this::refuseOrphan);
            return null;
        }
        Authentication authentication = authentication();
        TlsSettings tls = new TlsSettings(store(TRUSTSTORE), store(KEYSTORE));
        try {
            return RegistrySettings.of(urls).with(authentication).with(tls);
        } catch (IllegalArgumentException e) {
            throw fromEnvironment.isEmpty()
                    ? file.problem(URL, e.getMessage() + ".")
                    : new ConfigException(VARIABLE + ": " + e.getMessage() + ".", e);
        }
    }

    private void refuseOrphan(String key) {
        throw file.problem(
                key, "%s is set but no schema registry is named. Add registry.url=http://host:port.".formatted(key));
    }

    private Authentication authentication() {
        String user = file.values().get(USER);
        Supplier<String> password = secret(PASSWORD);
        Supplier<String> token = secret(TOKEN);
        if (user != null && token != null) {
            throw file.problem(USER, "There are a user and a token for the schema registry. Keep one of them.");
        }
        if (user != null) {
            return basic(user, password);
        }
        if (password != null) {
            throw file.problem(
                    file.values().containsKey(PASSWORD + Secret.FILE) ? PASSWORD + Secret.FILE : PASSWORD + Secret.ENV,
                    "There is a password but no user. Add registry.user=<name>.");
        }
        return token == null ? new Authentication.None() : new Authentication.Bearer(token);
    }

    private Authentication basic(String user, @Nullable Supplier<String> password) {
        if (password == null) {
            throw file.problem(USER, "The user has no password. Add registry.password-file=<path>.");
        }
        try {
            return new Authentication.Basic(user, password);
        } catch (IllegalArgumentException e) {
            throw file.problem(USER, e.getMessage() + ".");
        }
    }

    private TlsSettings.@Nullable Store store(String key) {
        String path = file.values().get(key);
        return path == null
                ? null
                : new TlsSettings.Store(Path.of(path).toAbsolutePath().normalize(), secret(key + STORE_PASSWORD));
    }

    private @Nullable Supplier<String> secret(String name) {
        return Secret.find(file, environment, name);
    }
}
