package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.file.OwnFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The hashes of a tree in a file, from which any proof is read: 64 bytes for each leaf. The file can be made again from
 * the log at any time, and only one process has it open.
 *
 * <p>A process that was killed leaves a beginning of the file; a machine that lost power may leave anything where the
 * file was not {@linkplain #force forced} to its disk. Opened again, the file keeps the leaves that were, and of the
 * others those up to the first whose subtrees are not what their leaves make. So much tells that the file is whole, not
 * whose it is: compare {@link #rootAt} with a root of the log, and {@link #keep} what fits.
 *
 * <p>One thread at a time appends; any may read meanwhile. A thread that is interrupted while it reads or writes closes
 * the file for all, as a {@link FileChannel} does.
 */
public final class HashFile implements HashReader, AutoCloseable {

    /** So many leaves may come before their hashes are forced to the disk. */
    static final int UNFORCED = 1 << 20;

    private static final int BUFFER = 1 << 18;

    private final FileChannel channel;
    private FrontierBuilder frontier = new FrontierBuilder();
    private long forced;
    private boolean torn;
    private volatile long size;

    private HashFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens a file, which only its owner may read, or makes it.
     *
     * @param path in a folder that exists
     * @throws IOException if it is something else, another process has it open, or it can't be read and written
     */
    public static HashFile open(Path path) throws IOException {
        if (Files.notExists(path)) {
            create(path);
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(channel, path);
            HashFile file = new HashFile(channel);
            file.resume(path);
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void create(Path path) throws IOException {
        Path draft = OwnFiles.draft(path);
        try {
            Files.move(draft, path);
        } catch (FileAlreadyExistsException somebodyElseMadeIt) {
            Files.delete(draft);
        }
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(path + " is open already in this process", e);
        }
        throw new IOException(path + " is open in another process");
    }

    private void resume(Path path) throws IOException {
        long whole = StoredHashes.leaves(HashFileHeader.hashes(channel.size()));
        forced = Math.min(HashFileHeader.read(channel, path), whole);
        size = forced;
        frontier = new FrontierBuilder(frontierAt(forced));
        size = HashFileCheck.run(channel, frontier, whole);
        if (size < whole) {
            frontier = new FrontierBuilder(frontierAt(size));
        }
        channel.truncate(HashFileHeader.place(StoredHashes.count(size)));
    }

    /**
     * Appends leaves.
     *
     * @param leafHashes 32 bytes for each leaf
     * @throws IllegalArgumentException if the last has fewer
     * @throws IOException if they can't be written; then the file has to be opened again
     */
    public void append(byte[] leafHashes) throws IOException {
        TreeHash.checkWhole(leafHashes);
        if (torn) {
            throw new IOException("the file of hashes couldn't be written before: it has to be opened again");
        }
        torn = true;
        ByteBuffer out = ByteBuffer.allocate(Math.min(BUFFER, 2 * leafHashes.length + FrontierBuilder.MOST_COMPLETED));
        channel.position(HashFileHeader.place(StoredHashes.count(size)));
        for (int place = 0; place < leafHashes.length; place += TreeHash.SIZE) {
            if (out.remaining() < FrontierBuilder.MOST_COMPLETED) {
                write(out);
            }
            frontier.append(leafHashes, place);
            frontier.putCompleted(out);
        }
        write(out);
        torn = false;
        if (size - forced >= UNFORCED) {
            force();
        }
    }

    private void write(ByteBuffer out) throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
        size = frontier.size();
    }

    /** Writes everything to the disk, so that not even a loss of power takes it away. */
    public void force() throws IOException {
        channel.force(false);
        forced = size;
        HashFileHeader.write(channel, forced);
    }

    /**
     * Forgets all leaves but the first.
     *
     * @throws IllegalArgumentException if there are not so many
     */
    public void keep(long leaves) throws IOException {
        Frontier kept = frontierAt(leaves);
        forced = Math.min(forced, leaves);
        HashFileHeader.write(channel, forced);
        channel.force(false);
        size = leaves;
        frontier = new FrontierBuilder(kept);
        torn = false;
        channel.truncate(HashFileHeader.place(StoredHashes.count(leaves)));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Digest hash(int level, long number) throws IOException {
        StoredHashes.check(level, number, size);
        ByteBuffer hash = ByteBuffer.allocate(TreeHash.SIZE);
        long begin = HashFileHeader.place(StoredHashes.place(level, number));
        while (hash.hasRemaining()) {
            if (channel.read(hash, begin + hash.position()) < 0) {
                throw new EOFException("the file of hashes ends before hash %d on level %d".formatted(number, level));
            }
        }
        return Digest.ofBytes(hash.array());
    }

    /** Forces what there is to the disk and lets go of the file. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen() && !torn) {
                force();
            }
        }
    }
}
