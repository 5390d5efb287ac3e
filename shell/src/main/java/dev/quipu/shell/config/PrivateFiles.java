package dev.quipu.shell.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner may read: 0600 and 0700 where the file system knows such permissions. */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /**
     * Creates a folder if it isn't there; an existing one keeps its permissions, which are its owner's choice. Its
     * parent must exist.
     *
     * @throws UncheckedIOException if that is not possible
     */
    public static void createFolder(Path folder) {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectory(folder, permissions("rwx------"));
            }
        } catch (FileAlreadyExistsException e) {
            requireFolder(folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't create the folder %s".formatted(folder), e);
        }
    }

    /**
     * Writes a file whole or not at all: readers see the old text or the new one, also after a crash.
     *
     * @throws UncheckedIOException if the file can't be written
     */
    public static void write(Path file, String text) {
        Path draft = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.deleteIfExists(draft);
            Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(draft, options, permissions("rw-------"))) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write %s".formatted(file), e);
        }
    }

    /** Creates a file if it isn't there, and takes it away from other users if it is. */
    public static void secure(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file, permissions("rw-------"));
        } else if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void requireFolder(Path folder, FileAlreadyExistsException cause) {
        if (!Files.isDirectory(folder)) {
            throw new UncheckedIOException("%s is in the way: it is not a folder".formatted(folder), cause);
        }
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
