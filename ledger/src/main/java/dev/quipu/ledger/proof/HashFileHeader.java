package dev.quipu.ledger.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The first 32 bytes of a {@link HashFile}: what it is, and how many of its leaves were forced to the disk. */
final class HashFileHeader {

    private static final int SIZE = 32;
    private static final byte[] MAGIC = "quipu tree hashes 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FORCED = SIZE - Long.BYTES;

    private HashFileHeader() {}

    /** How many whole hashes a file of so many bytes has. */
    static long hashes(long bytes) {
        return Math.max(0, bytes - SIZE) / TreeHash.SIZE;
    }

    /** Where a hash begins, counted from 0. */
    static long place(long hash) {
        return SIZE + hash * TreeHash.SIZE;
    }

    /**
     * The leaves that were forced to the disk. A file that is new, or was torn when it was, gets its header.
     *
     * @throws IOException if it is something else
     */
    static long read(FileChannel channel, Path path) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(SIZE);
        int read = 0;
        while (in.hasRemaining() && read >= 0) {
            read = channel.read(in, in.position());
        }
        int there = Math.min(in.position(), MAGIC.length);
        byte[] begin = Arrays.copyOf(in.array(), there);
        if (Arrays.equals(begin, new byte[there]) || (in.hasRemaining() && begins(begin))) {
            write(channel, 0);
            return 0;
        }
        if (!begins(begin)) {
            throw new IOException(path + " is no file of a log's hashes, or one of a newer Quipu");
        }
        return Math.max(0, in.getLong(FORCED));
    }

    private static boolean begins(byte[] begin) {
        return Arrays.equals(begin, Arrays.copyOf(MAGIC, begin.length));
    }

    static void write(FileChannel channel, long forced) throws IOException {
        ByteBuffer out =
                ByteBuffer.allocate(SIZE).put(MAGIC).putLong(FORCED, forced).clear();
        while (out.hasRemaining()) {
            channel.write(out, out.position());
        }
    }
}
