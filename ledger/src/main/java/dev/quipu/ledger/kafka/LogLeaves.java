package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.proof.LeafHasher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;

/**
 * The leaves of a log's Merkle tree, from its first record on. Nothing is folded, so that a long log is read in
 * seconds, and by somebody who believes no state. For one thread.
 */
public final class LogLeaves implements AutoCloseable {

    private static final byte[] CHECKPOINT = StreamId.CHECKPOINT.toString().getBytes(StandardCharsets.UTF_8);

    private final RecordReader reader;
    private final LeafHasher hasher = new LeafHasher();
    private final long end;
    private long number;

    private LogLeaves(RecordReader reader, long end) {
        this.reader = reader;
        this.end = end;
    }

    /**
     * Goes to the start of the log.
     *
     * @throws LedgerException if it can't be read, or its start is gone
     */
    public static LogLeaves open(KafkaSettings settings) {
        RecordReader reader = new RecordReader(settings);
        try {
            return new LogLeaves(reader, reader.start());
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Whether all that was in the log when it was opened has been read. */
    public boolean hasAll() {
        return reader.position() >= end;
    }

    /** About how many leaves there were when it was opened: offsets may have gaps. */
    public long expected() {
        return end;
    }

    /**
     * The next leaves, or none after {@code atMost}.
     *
     * @throws LedgerException if the log can't be read any further
     */
    public List<LoggedLeaf> next(Duration atMost) throws InterruptedException {
        try {
            List<ConsumerRecord<byte[], byte[]>> records = reader.next(atMost);
            List<LoggedLeaf> leaves = new ArrayList<>(records.size());
            records.forEach(raw -> leaves.add(leaf(raw)));
            return leaves;
        } catch (InterruptException e) {
            Thread.interrupted(); // set by Kafka; the exception says it
            throw interrupted(e);
        }
    }

    private static InterruptedException interrupted(InterruptException cause) {
        InterruptedException interrupted = new InterruptedException(cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }

    private LoggedLeaf leaf(ConsumerRecord<byte[], byte[]> raw) {
        hasher.start(number, raw.timestamp(), raw.key(), raw.value());
        for (Header header : raw.headers()) {
            hasher.header(header.key(), header.value());
        }
        return new LoggedLeaf(
                number++,
                Digest.ofBytes(hasher.hash()),
                Instant.ofEpochMilli(raw.timestamp()),
                Arrays.equals(raw.key(), CHECKPOINT));
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // Kafka's consumer would throw, and leave its sockets open
        reader.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
