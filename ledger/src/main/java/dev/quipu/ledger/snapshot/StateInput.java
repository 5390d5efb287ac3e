package dev.quipu.ledger.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link StateOutput} wrote. The bytes are known to be whole: what doesn't fit ends in a {@code RuntimeException}.
 * For one thread.
 */
final class StateInput {

    private final byte[] bytes;
    private final List<Object> known = new ArrayList<>();
    private int place;

    StateInput(byte[] bytes, int place) {
        this.bytes = bytes;
        this.place = place;
    }

    int place() {
        return place;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[place++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IllegalStateException("a number of more than 64 bits");
    }

    int size() {
        return Math.toIntExact(number());
    }

    long fixed() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | (bytes[place++] & 0xFF);
        }
        return value;
    }

    byte[] bytes() {
        int size = size();
        place += size;
        return Arrays.copyOfRange(bytes, place - size, place);
    }

    String text() {
        int size = size();
        place += size;
        return new String(bytes, place - size, size, StandardCharsets.UTF_8);
    }

    /** The value number {@code number} that was read, from 1. */
    Object known(int number) {
        return known.get(number - 1);
    }

    /** Takes the next number for a value that is about to be read. */
    int reserve() {
        known.add(this);
        return known.size() - 1;
    }

    void know(int reserved, Object value) {
        known.set(reserved, value);
    }
}
