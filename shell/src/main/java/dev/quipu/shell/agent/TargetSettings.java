package dev.quipu.shell.agent;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.config.ConfigException;
import dev.quipu.shell.config.PropertiesFile;
import dev.quipu.shell.node.Connection;
import dev.quipu.shell.node.PasswordSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The settings of one target in an agent's file. */
record TargetSettings(PropertiesFile file, TargetId target) {

    private static final String PREFIX = "targets.";
    private static final String URL = "url";
    private static final String USER = "user";
    private static final String PASSWORD_FILE = "password-file";
    private static final String PASSWORD_ENV = "password-env";
    private static final Set<String> NAMES = Set.of(URL, USER, PASSWORD_FILE, PASSWORD_ENV);

    /** A key of the form {@code targets.<service>@<name>.<setting>}. */
    record Key(TargetId target, String name) {

        static Key parse(PropertiesFile file, String key) {
            int dot = key.lastIndexOf('.');
            if (!key.startsWith(PREFIX) || dot < PREFIX.length() || !NAMES.contains(key.substring(dot + 1))) {
                throw file.problem(
                        key,
                        "'%s' is not a setting. Use kafka.*, ledger.topic, telemetry.topic, actor, registry.*, metrics.address, sessions.max, keys.folder, or targets.<service>@<name>.url, .user, .password-file or .password-env."
                                .formatted(key));
            }
            try {
                return new Key(TargetId.parse(key.substring(PREFIX.length(), dot)), key.substring(dot + 1));
            } catch (IllegalArgumentException e) {
                throw file.problem(key, e.getMessage() + ".");
            }
        }
    }

    Connection.Jdbc connection(Map<String, String> environment) {
        String url = required(URL);
        String user = required(USER);
        PasswordSource password = password(environment);
        try {
            return new Connection.Jdbc(url, user, password);
        } catch (ConfigException e) {
            throw file.problem(key(URL), String.valueOf(e.getMessage()));
        }
    }

    private PasswordSource password(Map<String, String> environment) {
        String path = file.values().get(key(PASSWORD_FILE));
        String variable = file.values().get(key(PASSWORD_ENV));
        if (path != null && variable != null) {
            throw file.problem(key(PASSWORD_ENV), "%s has two passwords. Keep one of them.".formatted(target));
        }
        if (path != null) {
            return new PasswordSource.InFile(Path.of(path));
        }
        return PasswordSource.fromVariable(required(PASSWORD_ENV), environment);
    }

    private String required(String name) {
        String value = file.values().getOrDefault(key(name), "");
        if (value.isEmpty()) {
            String anyKey = file.values().keySet().stream()
                    .filter(key -> key.startsWith(key("")))
                    .findFirst()
                    .orElse(key(name));
            throw file.problem(anyKey, "%s has no %s. Add %s=…".formatted(target, name, key(name)));
        }
        return value;
    }

    private String key(String name) {
        return PREFIX + target + "." + name;
    }
}
