package dev.quipu.ledger.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes whole files that are on the disk when the method returns. Who may read them is for their folder to say. */
public final class DurableFile {

    private DurableFile() {}

    /** Writes a file anew: who reads it sees the old content or the new one, after a loss of power too. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path draft = draft(file);
        try {
            write(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Writes a file if there is none. Where the file system has no links, as buckets haven't, it is written in place,
     * which they make whole when it is closed.
     *
     * @return whether there was none
     */
    public static boolean create(Path file, byte[] content) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        Path draft = draft(file);
        try {
            write(draft, content);
            link(file, draft, content);
            forceFolder(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void link(Path file, Path draft, byte[] content) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            write(file, content);
        }
    }

    private static Path draft(Path file) {
        return file.toAbsolutePath().resolveSibling(".%s.%s.tmp".formatted(file.getFileName(), UUID.randomUUID()));
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer out = ByteBuffer.wrap(content);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            channel.force(true);
        }
    }

    /** Not every system lets folders be opened; those that don't keep names without being asked. */
    private static void forceFolder(Path file) {
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // there is nothing more that could be done
        }
    }
}
