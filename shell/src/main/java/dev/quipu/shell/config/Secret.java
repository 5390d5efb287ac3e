package dev.quipu.shell.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Secrets that a properties file names and doesn't hold: {@code <name>-file} or {@code <name>-env}. */
public final class Secret {

    /** What follows a setting's name when its value is a file that holds the secret. */
    public static final String FILE = "-file";
    /** What follows it when its value is the variable that holds the secret. */
    public static final String ENV = "-env";

    private Secret() {}

    /**
     * The secret, or null if none is named. A file is read each time, so that a changed secret is picked up; its
     * reading may fail with a {@link ConfigException}.
     *
     * @throws ConfigException if there are two, or the variable isn't set
     */
    public static @Nullable Supplier<String> find(PropertiesFile file, Map<String, String> environment, String name) {
        String path = file.values().get(name + FILE);
        String variable = file.values().get(name + ENV);
        if (path != null && variable != null) {
            throw file.problem(name + ENV, "%1$s-file and %1$s-env are both set. Keep one of them.".formatted(name));
        }
        if (path != null) {
            Path absolute = Path.of(path).toAbsolutePath().normalize();
            return () -> read(file, name, absolute);
        }
        if (variable == null) {
            return null;
        }
        String value = environment.get(variable);
        if (value == null) {
            throw file.problem(
                    name + ENV, "The variable %s isn't set. Export it, or use %s%s.".formatted(variable, name, FILE));
        }
        return () -> value;
    }

    private static String read(PropertiesFile file, String name, Path path) {
        try {
            return SecretFile.read(path);
        } catch (ConfigException e) {
            throw file.problem(name + FILE, String.valueOf(e.getMessage()), e);
        }
    }
}
