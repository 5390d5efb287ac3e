package dev.quipu.consumers.trail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines on a stream, such as standard output. Confirmed means that the stream took them. */
final class StreamSink implements TrailSink {

    private final OutputStream out;

    StreamSink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void deliver(List<TrailLine> lines) {
        try {
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(line.json()).append('\n'));
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) { // whoever read it has gone, and won't come back
            throw new TrailException(
                    "nobody reads the standard output any more (%s)".formatted(e.getMessage()), "Start it again.");
        }
    }

    /** The stream is its owner's. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "standard output";
    }
}
