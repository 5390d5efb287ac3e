package dev.quipu.ledger.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Where a state is written to. Numbers are zigzag varints. For one thread. */
final class StateOutput {

    private final OutputStream out;
    private final Map<Object, Integer> known = new HashMap<>();

    /** @param out should be buffered */
    StateOutput(OutputStream out) {
        this.out = out;
    }

    void number(long value) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void fixed(long value) throws IOException {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    void bytes(byte[] bytes) throws IOException {
        number(bytes.length);
        out.write(bytes);
    }

    void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a reference to an equal value that was written before.
     *
     * @return whether there was one; else the value is to be written now, and has the next number
     */
    boolean reference(Object value) throws IOException {
        Integer number = known.putIfAbsent(value, known.size() + 1);
        number(number == null ? 0 : number);
        return number != null;
    }
}
