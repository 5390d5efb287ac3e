package dev.quipu.shell.node;

import dev.quipu.shell.config.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The random password of the embedded server's superuser, kept in a file that only its owner may read. */
record PostgresPassword(Path file) {

    private static final int BYTES = 24;

    String value() {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read %s".formatted(file), e);
        }
    }

    void createIfMissing() {
        if (Files.notExists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            PrivateFiles.write(file, HexFormat.of().formatHex(random) + "\n");
        }
    }
}
