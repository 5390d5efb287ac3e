package dev.quipu.shell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Secrets that a properties file names and doesn't hold: {@code <name>-file} or {@code <name>-env}. */
final class Secret {

    static final String FILE = "-file";
    static final String ENV = "-env";

    private Secret() {}

    /**
     * The secret, or null if none is named. A file is read each time, so that a changed secret is picked up; its
     * reading may fail with a {@link ConfigException}.
     *
     * @throws ConfigException if there are two, or the variable isn't set
     */
    static @Nullable Supplier<String> find(PropertiesFile file, Map<String, String> environment, String name) {
        String path = file.values().get(name + FILE);
        String variable = file.values().get(name + ENV);
        if (path != null && variable != null) {
            throw file.problem(name + ENV, "%1$s-file and %1$s-env are both set. Keep one of them.".formatted(name));
        }
        if (path != null) {
            Path absolute = Path.of(path).toAbsolutePath().normalize();
            return () -> read(absolute, name);
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

    private static String read(Path path, String name) {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new ConfigException(
                    "Can't read %s (%s), which %s%s names. Create it, readable for your user."
                            .formatted(path, e.getClass().getSimpleName(), name, FILE),
                    e);
        }
    }
}
