package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Reads up to some offset on a thread of its own while the batches before are folded. The reader belongs to that thread
 * until {@link #forEach} returns.
 */
final class ReadAhead {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int BATCHES = 2;

    private final RecordReader reader;
    private final KafkaSettings settings;
    private final long end;
    private final BlockingQueue<Read> read = new ArrayBlockingQueue<>(BATCHES);

    /** A batch; an empty one is the last, with the reason if that is not the end. */
    private record Read(
            List<ConsumerRecord<byte[], byte[]>> batch,
            @Nullable RuntimeException failure) {}

    /** @param end the offset to stop at */
    ReadAhead(RecordReader reader, KafkaSettings settings, long end) {
        this.reader = reader;
        this.settings = settings;
        this.end = end;
    }

    /**
     * Gives each batch to {@code action}, on the caller's thread.
     *
     * @throws LedgerException if the log can't be read to the end
     */
    void forEach(Consumer<List<ConsumerRecord<byte[], byte[]>>> action) {
        Thread thread = Thread.ofPlatform().name("quipu-read-ahead").daemon().start(this::run);
        try {
            Read next = read.take();
            while (!next.batch().isEmpty()) {
                action.accept(next.batch());
                next = read.take();
            }
            if (next.failure() != null) {
                throw next.failure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AdminCalls.unreachable(settings, e);
        } finally {
            thread.interrupt();
            ThreadEnd.await(thread); // the consumer allows one thread at a time
        }
    }

    private void run() {
        try {
            RuntimeException failure = null;
            try {
                readAll();
            } catch (InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                failure = e;
            } catch (Error e) {
                failure = new IllegalStateException("reading ahead failed: " + e, e);
            }
            read.put(new Read(List.of(), failure));
        } catch (InterruptedException | InterruptException e) {
            // nobody takes any more
        }
    }

    private void readAll() throws InterruptedException {
        long silentSince = System.nanoTime();
        while (reader.position() < end) {
            List<ConsumerRecord<byte[], byte[]>> batch = reader.next(POLL);
            if (!batch.isEmpty()) {
                read.put(new Read(batch, null));
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > AdminCalls.TIMEOUT.toNanos()) {
                throw AdminCalls.unreachable(settings, new TimeoutException("no records"));
            }
        }
    }
}
