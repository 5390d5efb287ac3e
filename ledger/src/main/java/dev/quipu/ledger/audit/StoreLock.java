package dev.quipu.ledger.audit;

import dev.quipu.ledger.LedgerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the store now: many who read, or one who feeds. A lock ends with its process.
 *
 * <p>Within one process the operating system doesn't tell readers apart, so there they take turns.
 */
final class StoreLock {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until nobody else feeds. */
    static StoreLock toRead(Path file, Duration atMost) throws IOException {
        StoreLock lock = take(file, true, atMost);
        if (lock == null) {
            throw new LedgerException.Unavailable(
                    "another shell is feeding the audit store " + file.resolveSibling("") + " and isn't done",
                    "Try again in a moment.",
                    null);
        }
        return lock;
    }

    /** Waits until nobody else reads or feeds. */
    static StoreLock toFeed(Path file, Duration atMost) throws IOException {
        StoreLock lock = take(file, false, atMost);
        if (lock == null) {
            throw new LedgerException.Unavailable(
                    "another shell is using the audit store for longer than %d s".formatted(atMost.toSeconds()),
                    "Try again when it is done, or ask the store as it is: --as-is",
                    null);
        }
        return lock;
    }

    private static @Nullable StoreLock take(Path file, boolean shared, Duration atMost) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long start = System.nanoTime();
            while (!isTaken(channel, shared)) {
                if (System.nanoTime() - start > atMost.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    channel.close();
                    return null;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return new StoreLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isTaken(FileChannel channel, boolean shared) throws IOException {
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    void release() throws IOException {
        channel.close();
    }
}
