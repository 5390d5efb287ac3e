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

    /** The variable with options for every JVM that is started, the node's too. */
    public static final String JVM_OPTIONS = "JDK_JAVA_OPTIONS";

    /** What makes a JVM quick that doesn't live long. */
    public static final String QUICK_START = "-XX:TieredStopAtLevel=1";

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
