package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The hashes of a tree of up to 32 million leaves in memory: 64 bytes for each leaf. For one thread. */
public final class MemoryHashes implements HashReader {

    private static final int FIRST_ROOM = 1 << 12;

    private final FrontierBuilder frontier = new FrontierBuilder();
    private ByteBuffer hashes = ByteBuffer.allocate(FIRST_ROOM);

    /** Begins with a tree without leaves. */
    public MemoryHashes() {}

    /**
     * Appends leaves.
     *
     * @param leafHashes 32 bytes for each leaf
     * @throws IllegalArgumentException if the last has fewer
     */
    public void append(byte[] leafHashes) {
        TreeHash.checkWhole(leafHashes);
        for (int place = 0; place < leafHashes.length; place += TreeHash.SIZE) {
            frontier.append(leafHashes, place);
            if (hashes.remaining() < FrontierBuilder.MOST_COMPLETED) {
                int room = Math.addExact(hashes.capacity(), hashes.capacity());
                hashes = ByteBuffer.wrap(Arrays.copyOf(hashes.array(), room)).position(hashes.position());
            }
            frontier.putCompleted(hashes);
        }
    }

    @Override
    public long size() {
        return frontier.size();
    }

    @Override
    public Digest hash(int level, long number) {
        StoredHashes.check(level, number, size());
        byte[] hash = new byte[TreeHash.SIZE];
        hashes.get(Math.toIntExact(StoredHashes.place(level, number) * TreeHash.SIZE), hash);
        return Digest.ofBytes(hash);
    }
}
