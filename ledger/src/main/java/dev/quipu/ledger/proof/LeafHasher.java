package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Makes the leaves of many records: {@link #start}, {@link #header} for each header in order, then {@link #hash} or
 * {@link #leaf}. For one thread.
 */
public final class LeafHasher {

    /** The length of a value that a header hasn't got. */
    private static final int NO_VALUE = -1;

    private static final int KEY = Long.BYTES + Long.BYTES;
    private static final int VALUE = KEY + TreeHash.SIZE;
    private static final int HEADERS = VALUE + TreeHash.SIZE;

    private final TreeHash hash = new TreeHash();
    private final MessageDigest digest = Digest.sha256();
    private final byte[] length = new byte[Integer.BYTES];
    private final byte[] data = new byte[Leaf.SIZE];
    private final ByteBuffer out = ByteBuffer.wrap(data);
    private boolean started;

    /**
     * Starts a record's leaf, and forgets one that was not finished.
     *
     * @param number how many records are before it
     * @param timestamp the broker's, in milliseconds since 1970
     * @param key null if the record has none
     * @param value null if the record has none
     */
    public LeafHasher start(long number, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
        started = true;
        digest.reset();
        out.putLong(0, number).putLong(Long.BYTES, timestamp);
        put(KEY, key);
        put(VALUE, value);
        return this;
    }

    private void put(int place, byte @Nullable [] content) {
        if (content == null) {
            out.put(place, new byte[TreeHash.SIZE]);
        } else {
            digest.update(content);
            TreeHash.finish(digest, data, place);
        }
    }

    /**
     * Adds the next header: the length of its name in UTF-8, the name, the length of its value ({@code FFFFFFFF} if
     * there is none), the value; lengths have four bytes, the highest first.
     *
     * @param value null if the header has none
     */
    public LeafHasher header(String name, byte @Nullable [] value) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        putLength(utf8.length);
        digest.update(utf8);
        putLength(value == null ? NO_VALUE : value.length);
        if (value != null) {
            digest.update(value);
        }
        return this;
    }

    private void putLength(int number) {
        ByteBuffer.wrap(length).putInt(number);
        digest.update(length);
    }

    /**
     * Finishes the leaf and gives the 32 bytes of its hash in the tree.
     *
     * @throws IllegalStateException if it is finished already
     */
    public byte[] hash() {
        finish();
        return hash.leaf(data);
    }

    /**
     * Finishes the leaf and gives it.
     *
     * @throws IllegalStateException if it is finished already
     */
    public Leaf leaf() {
        finish();
        return Leaf.ofBytes(data);
    }

    private void finish() {
        if (!started) {
            throw new IllegalStateException("no leaf was started");
        }
        started = false;
        TreeHash.finish(digest, data, HEADERS);
    }
}
