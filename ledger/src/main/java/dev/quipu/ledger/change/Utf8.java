package dev.quipu.ledger.change;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict decoding of UTF-8. */
public sealed interface Utf8 {

    /** All bytes were UTF-8. A byte order mark in front is dropped. */
    record Text(String text) implements Utf8 {}

    /** Some were not; {@code line}, counted from 1, holds the first that is not. */
    record Malformed(int line) implements Utf8 {}

    /** Decodes {@code bytes}. */
    static Utf8 decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            return new Malformed(lineOf(bytes, in.position()));
        }
        String text = out.flip().toString();
        return new Text(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static int lineOf(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
