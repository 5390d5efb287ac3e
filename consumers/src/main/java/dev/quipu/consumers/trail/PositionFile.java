package dev.quipu.consumers.trail;

import dev.quipu.ledger.file.OwnFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The file that says how far a trail is. One process at a time has it. For one thread. */
final class PositionFile implements AutoCloseable {

    private final Path file;
    private final FileChannel lock;

    private PositionFile(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Opens the file, which need not be there.
     *
     * @throws TrailException if another process has it, or it can't be made
     */
    static PositionFile open(Path path) {
        Path file = path.toAbsolutePath().normalize();
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try {
            OwnFiles.createFolder(file.resolveSibling(".").normalize());
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new TrailException(
                        "another process delivers this trail: it holds %s".formatted(lockFile),
                        "Stop that one first, or give this one another position.file.");
            }
            return new PositionFile(file, channel);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * What it says, or null if there is no file.
     *
     * @throws TrailException if it can't be read
     */
    @Nullable
    Position read() {
        try {
            return Position.parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IllegalArgumentException | IOException e) {
            throw unusable(file, e);
        }
    }

    private static TrailException unusable(Path file, Exception cause) {
        return new TrailException(
                "%s can't be used, which says how far the trail is: %s".formatted(file, cause.getMessage()),
                "Mend or restore it; without it nobody knows what was delivered.");
    }

    /** Writes it anew, so that it is whole whenever the machine stops. */
    void write(Position position) throws IOException {
        Path draft = OwnFiles.draft(file);
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer text = StandardCharsets.US_ASCII.encode(position.text());
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
