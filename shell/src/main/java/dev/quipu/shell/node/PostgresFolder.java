package dev.quipu.shell.node;

import dev.quipu.shell.config.PrivateFiles;
import dev.quipu.shell.config.QuipuHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * The files of the embedded PostgreSQL server: its data, programs, password, port and log.
 *
 * <p>{@code ready} is written when the first start has succeeded. Without it, data are the remains of a start that was
 * interrupted, hold nothing of anybody's, and are thrown away.
 */
record PostgresFolder(Path root, Path logs) {

    private static final String UNPACKED = ".exists";

    static PostgresFolder of(QuipuHome home) {
        return new PostgresFolder(home.postgres(), home.logs());
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return logs.resolve("postgres.log");
    }

    Path programs() {
        return root.resolve("programs");
    }

    PostgresPassword password() {
        return new PostgresPassword(root.resolve("password"));
    }

    PortFile port() {
        return new PortFile(root.resolve("port"));
    }

    void prepare() {
        PrivateFiles.createFolder(root);
        PrivateFiles.createFolder(logs);
        OrphanedPostgres.stop(data());
        if (Files.notExists(ready())) {
            discard(data());
        }
        discardHalfUnpacked();
        password().createIfMissing();
        PrivateFiles.createFolder(data());
        PrivateFiles.createFolder(programs());
    }

    void markReady() {
        if (Files.notExists(ready())) {
            PrivateFiles.write(ready(), "");
        }
    }

    private Path ready() {
        return root.resolve("ready");
    }

    /** Programs whose unpacking was interrupted lack the mark that Zonky sets at its end, and are in its way. */
    private void discardHalfUnpacked() {
        if (Files.notExists(programs())) {
            return;
        }
        try (Stream<Path> versions = Files.list(programs())) {
            versions.filter(Files::isDirectory)
                    .filter(version -> Files.notExists(version.resolve(UNPACKED)))
                    .toList()
                    .forEach(PostgresFolder::discard);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read %s".formatted(programs()), e);
        }
    }

    private static void discard(Path folder) {
        try {
            if (Files.exists(folder)) {
                PathUtils.deleteDirectory(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't clear %s".formatted(folder), e);
        }
    }
}
