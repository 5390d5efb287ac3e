package dev.quipu.consumers.trail;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Finds out which records a file of lines has. */
final class FileTail {

    private static final int BLOCK = 1 << 16;
    private static final int LONGEST = 64 * 1024 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final TrailFormat format;

    FileTail(Path file, FileChannel channel, TrailFormat format) {
        this.file = file;
        this.channel = channel;
        this.format = format;
    }

    /**
     * Where the last confirmed line ends: after it there may be others, and a torn one.
     *
     * @throws TrailException if the file holds what nobody confirmed, or doesn't hold what somebody did
     */
    long endOf(Position confirmed) throws IOException {
        long end = lineStart(channel.size());
        while (end > 0) {
            long start = lineStart(end - 1);
            long number = number(start, end - 1);
            if (number == confirmed.number()) {
                return end;
            }
            if (number < confirmed.number()) {
                throw new TrailException(
                        "%s ends with record %d, and record %d was delivered"
                                .formatted(file, number, confirmed.number()),
                        "Find out who cut it off, and move it away: the trail goes on in a new file.");
            }
            end = start;
        }
        return 0;
    }

    /** The number of the first line's record. */
    long first() throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long end = 0;
        while (end < channel.size()) {
            read(block.clear().limit((int) Math.min(BLOCK, channel.size() - end)), end);
            for (int i = 0; i < block.limit(); i++) {
                if (block.get(i) == '\n') {
                    return number(0, end + i);
                }
            }
            end += block.limit();
        }
        throw new EOFException(file + " has no line");
    }

    /** Where the line begins of which {@code end} is a place, or after which it is. */
    private long lineStart(long end) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long before = end;
        while (before > 0) {
            int length = (int) Math.min(BLOCK, before);
            read(block.clear().limit(length), before - length);
            for (int i = length - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return before - length + i + 1;
                }
            }
            before -= length;
        }
        return 0;
    }

    private long number(long start, long end) throws IOException {
        if (end - start > LONGEST) {
            throw foreign(start);
        }
        ByteBuffer line = ByteBuffer.allocate((int) (end - start));
        read(line, start);
        return format.numberIn(line.array()).orElseThrow(() -> foreign(start));
    }

    private TrailException foreign(long start) {
        return new TrailException(
                "%s has a line at byte %d that is none of this trail, in this format".formatted(file, start),
                "Name another file, or move this one away.");
    }

    private void read(ByteBuffer into, long place) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, place + into.position()) < 0) {
                throw new EOFException(file + " became shorter");
            }
        }
        into.flip();
    }
}
