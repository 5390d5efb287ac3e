package dev.quipu.consumers.trail;

import java.io.IOException;
import java.util.List;

/** Where a trail goes. For one thread; closing it from another ends what it does. */
public interface TrailSink extends AutoCloseable {

    /**
     * Makes ready, and takes away what is there beyond the last confirmed record, where that can be.
     *
     * @param confirmed what was confirmed so far
     * @param first whether nobody has said so yet: then nothing may be there
     * @throws TrailException if what is there doesn't fit to that
     */
    default void resume(Position confirmed, boolean first) throws IOException {}

    /**
     * Delivers lines. They are confirmed when this returns.
     *
     * @param lines in the log's order, at least one
     * @throws IOException if they are not: they are delivered again
     * @throws TrailException if they never will be
     */
    void deliver(List<TrailLine> lines) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
