package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tree of a log that grows: its root, and its roots of not long ago, which is what somebody else's checkpoint is
 * compared with. It holds the right edge as it was, and the leaves that came later. For one thread.
 */
public final class TreeTail {

    /** How many leaves ago is a root known for certain. */
    public static final int REACH = 4096;

    private static final int CAPACITY = 2 * REACH;

    private final byte[] leaves = new byte[CAPACITY * TreeHash.SIZE];
    private final FrontierBuilder newest;

    /** As the tree was before the first of the leaves. */
    private Frontier base;

    /** As the tree was with half of the leaves that there is room for, or {@link #base} as long as it has fewer. */
    private Frontier middle;

    private int held;

    /** Begins with a tree without leaves. */
    public TreeTail() {
        this(Frontier.empty());
    }

    /** Begins with a tree, of which no older root is known. */
    public TreeTail(Frontier start) {
        this.newest = new FrontierBuilder(start);
        this.base = start;
        this.middle = start;
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it can't be that
     */
    public static TreeTail ofBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int edge = bytes.length < Integer.BYTES ? -1 : in.getInt();
        int rest = in.remaining() - edge;
        if (edge < 0 || rest < 0 || rest % TreeHash.SIZE != 0 || rest >= CAPACITY * TreeHash.SIZE) {
            throw new IllegalArgumentException("the end of a tree hasn't %d bytes".formatted(bytes.length));
        }
        int begin = Integer.BYTES + edge;
        TreeTail tail = new TreeTail(Frontier.ofBytes(Arrays.copyOfRange(bytes, Integer.BYTES, begin)));
        for (int place = begin; place < bytes.length; place += TreeHash.SIZE) {
            tail.append(bytes, place);
        }
        return tail;
    }

    /** The length of the older edge in four bytes, {@linkplain Frontier#toBytes the edge}, and the later leaves. */
    public byte[] toBytes() {
        byte[] edge = base.toBytes();
        int rest = held * TreeHash.SIZE;
        return ByteBuffer.allocate(Integer.BYTES + edge.length + rest)
                .putInt(edge.length)
                .put(edge)
                .put(leaves, 0, rest)
                .array();
    }

    /** Another one with the same leaves; what is appended to one is not in the other. */
    public TreeTail copy() {
        TreeTail copy = new TreeTail(newest.frontier());
        copy.base = base;
        copy.middle = middle;
        copy.held = held;
        System.arraycopy(leaves, 0, copy.leaves, 0, held * TreeHash.SIZE);
        return copy;
    }

    /** @param leafHash 32 bytes */
    public void append(byte[] leafHash) {
        if (leafHash.length != TreeHash.SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + leafHash.length);
        }
        append(leafHash, 0);
    }

    private void append(byte[] hashes, int place) {
        newest.append(hashes, place);
        System.arraycopy(hashes, place, leaves, held * TreeHash.SIZE, TreeHash.SIZE);
        held++;
        if (held == REACH) {
            middle = newest.frontier();
        } else if (held == CAPACITY) {
            base = middle;
            middle = newest.frontier();
            held = REACH;
            System.arraycopy(leaves, REACH * TreeHash.SIZE, leaves, 0, REACH * TreeHash.SIZE);
        }
    }

    /** Leaves of the tree. */
    public long size() {
        return newest.size();
    }

    /** The hash of the whole tree. */
    public Digest root() {
        return newest.root();
    }

    /** The tree as it is now. */
    public Frontier frontier() {
        return newest.frontier();
    }

    /** The root that the tree had with {@code size} leaves, or none if that is too long ago or to come. */
    public Optional<Digest> rootAt(long size) {
        if (size < base.size() || size > size()) {
            return Optional.empty();
        }
        FrontierBuilder builder = new FrontierBuilder(size < middle.size() ? base : middle);
        while (builder.size() < size) {
            builder.append(leaves, Math.toIntExact(builder.size() - base.size()) * TreeHash.SIZE);
        }
        return Optional.of(builder.root());
    }
}
