package dev.quipu.ledger.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and folders that only their owner may read, where the file system knows such a thing. */
public final class OwnFiles {

    private OwnFiles() {}

    /** An empty file beside {@code file}, to be renamed to it when it is whole. */
    public static Path draft(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        return Files.createTempFile(folder, "." + file.getFileName() + ".", ".tmp", only(folder, "rw-------"));
    }

    /** The folder, and those above it that are missing. */
    public static void createFolder(Path folder) throws IOException {
        Path there = folder.toAbsolutePath().normalize();
        Path parent = there.getParent();
        while (!Files.exists(there) && parent != null) {
            there = parent;
            parent = there.getParent();
        }
        Files.createDirectories(folder, only(there, "rwx------"));
    }

    private static FileAttribute<?>[] only(Path folder, String permissions) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
