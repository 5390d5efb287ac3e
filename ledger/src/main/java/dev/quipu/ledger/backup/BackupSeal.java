package dev.quipu.ledger.backup;

import dev.quipu.ledger.event.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The end of a backup file: SHA-256 of all bytes before it, in a skippable frame (RFC 8878 §3.1.2), which decompressors
 * pass over. Whatever bit of a file is another, or missing, it doesn't fit.
 */
final class BackupSeal {

    private static final int SKIPPABLE_FRAME = 0x184D2A50;
    private static final int DIGEST = 32;
    private static final int SIZE = Integer.BYTES + Integer.BYTES + DIGEST;
    private static final int BUFFER = 1 << 16;

    private BackupSeal() {}

    /** The seal after bytes of this digest. */
    static byte[] of(byte[] digest) {
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SKIPPABLE_FRAME)
                .putInt(DIGEST)
                .put(digest)
                .array();
    }

    /**
     * Reads a file to its end.
     *
     * @return SHA-256 of the file
     * @throws BackupException if it is not whole, or altered
     */
    static Digest check(Path file) throws IOException {
        long left = Files.size(file) - SIZE;
        if (left <= 0) {
            throw new BackupException("it is no backup of a ledger, or cut off");
        }
        MessageDigest digest = Digest.sha256();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            byte[] buffer = new byte[BUFFER];
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (read < 0) {
                    throw new BackupException("it becomes shorter while it is read");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
            byte[] seal = in.readNBytes(SIZE + 1);
            MessageDigest whole = copy(digest);
            if (!Arrays.equals(seal, of(digest.digest()))) {
                throw new BackupException("it is no backup of a ledger, or it was altered or cut off");
            }
            return Digest.ofBytes(whole.digest(seal));
        }
    }

    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }
}
