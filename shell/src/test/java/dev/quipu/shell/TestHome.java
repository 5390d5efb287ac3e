package dev.quipu.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Homes whose nodes share the unpacked programs of PostgreSQL: unpacking takes each of them seconds, and is what
 * {@code LocalPostgresTest} looks at.
 */
public final class TestHome {

    private static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

    private TestHome() {}

    /** Makes the folder of a home. */
    public static Path create(Path home) throws IOException {
        Path postgres = Files.createDirectories(home.resolve("postgres"));
        Files.createSymbolicLink(postgres.resolve("programs"), Files.createDirectories(PROGRAMS));
        return home;
    }

    /** Takes the shared programs out of a home that is to be deleted, once its node has stopped. */
    public static void release(Path home) throws IOException {
        Files.deleteIfExists(home.resolve("postgres/programs"));
    }
}
