package dev.quipu.shell.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings of the Kafka clients out of a properties file.
 *
 * <pre>
 * kafka.NAME        the value itself
 * kafka.NAME-file   the value is all that stands in the file of this absolute path
 * kafka.NAME-env    the value is that of this environment variable
 * </pre>
 */
final class ClientSettings {

    static final String PREFIX = "kafka.";

    /** Kafka's own way of taking values from elsewhere; it sends what it can't resolve to the broker as it is. */
    private static final String PROVIDERS = "config.providers";

    /** Certificates, which everybody may read. */
    private static final Set<String> PUBLIC = Set.of("ssl.truststore.certificates", "ssl.keystore.certificate.chain");

    private final PropertiesFile file;
    private final Map<String, String> environment;
    private final Map<String, String> settings = new TreeMap<>();

    private ClientSettings(PropertiesFile file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /**
     * The settings, without the prefix.
     *
     * @throws ConfigException if one has no value, or two, or one that others may read
     */
    static Map<String, String> read(PropertiesFile file, Map<String, String> environment) {
        ClientSettings read = new ClientSettings(file, environment);
        file.values().forEach(read::add);
        return read.settings;
    }

    private void add(String key, String value) {
        if (!key.startsWith(PREFIX)) {
            return;
        }
        String name = key.substring(PREFIX.length());
        if (name.startsWith(PROVIDERS)) {
            throw file.problem(
                    key,
                    "%s is not supported. Use kafka.<setting>-file=<path> or kafka.<setting>-env=<variable>."
                            .formatted(key));
        }
        if (name.endsWith(Secret.FILE)) {
            String setting = name.substring(0, name.length() - Secret.FILE.length());
            put(key, setting, fromFile(key, value, PUBLIC.contains(setting)));
        } else if (name.endsWith(Secret.ENV)) {
            String setting = name.substring(0, name.length() - Secret.ENV.length());
            put(key, setting, fromEnvironment(key, setting, value));
        } else {
            put(key, name, value);
        }
    }

    private void put(String key, String setting, String value) {
        if (settings.putIfAbsent(setting, value) != null) {
            throw file.problem(key, "%s%s has two values. Keep one of them.".formatted(PREFIX, setting));
        }
    }

    private String fromFile(String key, String name, boolean isPublic) {
        try {
            Path path = Path.of(name);
            if (!path.isAbsolute()) {
                throw file.problem(key, "%s is '%s'. Write an absolute path.".formatted(key, name));
            }
            return read(key, path, isPublic);
        } catch (InvalidPathException e) {
            throw file.problem(key, "%s is no path. Write an absolute path.".formatted(key), e);
        }
    }

    private String read(String key, Path path, boolean isPublic) {
        try {
            return isPublic ? SecretFile.readPublic(path) : SecretFile.read(path);
        } catch (ConfigException e) {
            throw file.problem(key, String.valueOf(e.getMessage()), e);
        }
    }

    private String fromEnvironment(String key, String setting, String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw file.problem(
                    key,
                    "the variable %s isn't set. Export it, or write the value into a file and use %s%s%s=<path>."
                            .formatted(variable, PREFIX, setting, Secret.FILE));
        }
        return value.strip();
    }
}
