package dev.quipu.ledger.proof;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Looks whether the end of a {@link HashFile} is what its leaves make. */
final class HashFileCheck {

    private static final int BUFFER = 1 << 18;
    private static final byte[] NEVER_WRITTEN = new byte[TreeHash.SIZE];

    private HashFileCheck() {}

    /**
     * Appends the file's leaves to the tree that precedes them, until one is wrong.
     *
     * @param whole leaves that the file has place for
     * @return how many leaves are right, with those before
     */
    static long run(FileChannel channel, FrontierBuilder tree, long whole) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(BUFFER).limit(0);
        ByteBuffer made = ByteBuffer.allocate(FrontierBuilder.MOST_COMPLETED);
        byte[] leaf = new byte[TreeHash.SIZE];
        long place = HashFileHeader.place(StoredHashes.count(tree.size()));
        while (tree.size() < whole) {
            if (read.remaining() < FrontierBuilder.MOST_COMPLETED) {
                place = fill(channel, read, place);
            }
            read.get(read.position(), leaf);
            tree.append(leaf, 0);
            made.clear();
            tree.putCompleted(made);
            made.flip();
            int length = made.limit();
            if (Arrays.equals(leaf, NEVER_WRITTEN) || !made.equals(read.slice(read.position(), length))) {
                return tree.size() - 1;
            }
            read.position(read.position() + length);
        }
        return whole;
    }

    /** Reads on as far as there is room and file. */
    private static long fill(FileChannel channel, ByteBuffer read, long place) throws IOException {
        read.compact();
        long next = place;
        while (read.position() < FrontierBuilder.MOST_COMPLETED) {
            int count = channel.read(read, next);
            if (count < 0) {
                break;
            }
            next += count;
        }
        read.flip();
        if (!read.hasRemaining()) {
            throw new EOFException("the file of hashes became shorter");
        }
        return next;
    }
}
