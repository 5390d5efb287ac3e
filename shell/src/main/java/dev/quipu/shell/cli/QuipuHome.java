package dev.quipu.shell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The folder that holds what Quipu keeps for one user on one machine. */
public record QuipuHome(Path folder) {

    /** The folder named by {@code QUIPU_HOME}, or {@code .quipu} in the user's home. */
    public static QuipuHome of(Map<String, String> environment, Path userHome) {
        String named = environment.getOrDefault("QUIPU_HOME", "");
        return new QuipuHome(
                named.isBlank() ? userHome.resolve(".quipu") : Path.of(named).toAbsolutePath());
    }

    /**
     * The path of a file in the folder that only the user may read; folder and file are created when missing.
     *
     * @throws IOException if the folder cannot be written
     */
    public Path privateFile(String name) throws IOException {
        Path file = folder.resolve(name);
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (posix) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        if (posix) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }
}
