package dev.quipu.shell.node;

import dev.quipu.shell.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the password of a connection comes from. */
public sealed interface PasswordSource {

    /** The password now. */
    String read();

    /** A password that is kept with the connection. */
    record Kept(String password) implements PasswordSource {

        @Override
        public String read() {
            return password;
        }

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Kept[***]";
        }
    }

    /** A file that holds nothing but the password; read at each connect, so a rotated password is picked up. */
    record InFile(Path file) implements PasswordSource {

        /** Makes the path absolute: the node has another working directory. */
        public InFile {
            file = file.toAbsolutePath().normalize();
        }

        /** @throws ConfigException if the file can't be read */
        @Override
        public String read() {
            try {
                return Files.readString(file).stripTrailing();
            } catch (IOException e) {
                throw new ConfigException(
                        "Can't read the password file %s (%s). Create it, readable for your user, or name another with --password-file."
                                .formatted(file, e.getClass().getSimpleName()),
                        e);
            }
        }
    }

    /**
     * The value that an environment variable has now; the node is another process and would not see it later.
     *
     * @throws ConfigException if the variable isn't set
     */
    static PasswordSource fromVariable(String variable, Map<String, String> environment) {
        String value = environment.get(variable);
        if (value == null) {
            throw new ConfigException(
                    "The variable %s isn't set. Export it and repeat the command, or use --password-file."
                            .formatted(variable));
        }
        return new Kept(value);
    }
}
