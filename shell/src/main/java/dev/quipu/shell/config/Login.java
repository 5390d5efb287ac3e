package dev.quipu.shell.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Who logged in on this machine: the actor of all commands, unless the configuration or the environment names one. */
public final class Login {

    private Login() {}

    /** The actor's id, if somebody did. */
    public static Optional<String> read(QuipuHome home) {
        try {
            String actor = Files.readString(home.login()).strip();
            return actor.isEmpty() ? Optional.empty() : Optional.of(actor);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read %s".formatted(home.login()), e);
        }
    }

    /** From now on, {@code actor} it is. */
    public static void write(QuipuHome home, String actor) {
        PrivateFiles.write(home.login(), actor + System.lineSeparator());
    }
}
