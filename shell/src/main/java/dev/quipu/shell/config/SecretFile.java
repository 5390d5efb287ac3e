package dev.quipu.shell.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Files that hold one value. */
final class SecretFile {

    private static final long MAX_BYTES = 1024 * 1024;

    /** Rights with which a file is no secret. Its group may read it: that is how an orchestrator hands one over. */
    private static final Set<PosixFilePermission> TOO_OPEN = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private SecretFile() {}

    /**
     * The value, without line ends after it.
     *
     * @throws ConfigException if the file can't be read, is empty, or is open to others
     */
    static String read(Path file) {
        try {
            requirePrivate(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return readPublic(file);
    }

    /**
     * The value of a file that everybody may read, without line ends after it.
     *
     * @throws ConfigException if the file can't be read or is empty
     */
    static String readPublic(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigException("%s is larger than 1 MiB. Name a file with one value.".formatted(file));
            }
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                throw new ConfigException("%s is empty. Write the value into it.".formatted(file));
            }
            return value;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return; // a file system without such rights
        }
        Set<PosixFilePermission> rights = EnumSet.copyOf(TOO_OPEN);
        rights.retainAll(view.readAttributes().permissions());
        if (!rights.isEmpty()) {
            throw new ConfigException(
                    "%s holds a secret and is open to other users. Close it: chmod 600 %s".formatted(file, file));
        }
    }

    private static ConfigException unreadable(Path file, IOException e) {
        String why =
                switch (e) {
                    case NoSuchFileException ignored -> "there is no such file";
                    case CharacterCodingException ignored -> "it is not UTF-8";
                    default -> String.valueOf(e.getMessage());
                };
        return new ConfigException("can't read %s: %s. Create it, or correct the path.".formatted(file, why), e);
    }
}
