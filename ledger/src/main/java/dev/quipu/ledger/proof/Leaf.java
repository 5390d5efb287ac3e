package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.nio.ByteBuffer;

/**
 * What the tree holds of one record: its place, its time and what it is made of. A restored topic has other offsets,
 * and offsets have gaps, so that the place is the number of the record among all records.
 *
 * @param number how many records are before it
 * @param timestamp the broker's, in milliseconds since 1970
 * @param key SHA-256 of the key, or {@link #ABSENT}
 * @param value SHA-256 of the value, or {@link #ABSENT}
 * @param headers SHA-256 of the headers as {@link LeafHasher#header} lines them up
 */
public record Leaf(long number, long timestamp, Digest key, Digest value, Digest headers) {

    /** Bytes of a leaf. */
    public static final int SIZE = Long.BYTES + Long.BYTES + 3 * TreeHash.SIZE;

    /** 32 zero bytes, which stand for a key or value that a record hasn't got. */
    public static final Digest ABSENT = Digest.ofBytes(new byte[TreeHash.SIZE]);

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if there are not {@link #SIZE} bytes
     */
    public static Leaf ofBytes(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a leaf has %d bytes, not %d".formatted(SIZE, bytes.length));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Leaf(in.getLong(), in.getLong(), digest(in), digest(in), digest(in));
    }

    private static Digest digest(ByteBuffer in) {
        byte[] bytes = new byte[TreeHash.SIZE];
        in.get(bytes);
        return Digest.ofBytes(bytes);
    }

    /** Number, timestamp and the three digests in this order; the numbers have eight bytes, the highest first. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(SIZE)
                .putLong(number)
                .putLong(timestamp)
                .put(key.toBytes())
                .put(value.toBytes())
                .put(headers.toBytes())
                .array();
    }

    /** Its hash in the tree. */
    public Digest hash() {
        return Digest.ofBytes(new TreeHash().leaf(toBytes()));
    }
}
