package dev.quipu.ledger.kafka;

import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.kafka.LogRecord.LogHeader;
import dev.quipu.ledger.proof.LeafHasher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** All records of a log from the first on, for whoever wants to prove something about them. For one thread. */
public final class LogRecords implements AutoCloseable {

    private final RecordReader reader;
    private final LeafHasher hasher = new LeafHasher();
    private final long end;
    private long number;

    private LogRecords(RecordReader reader, long end) {
        this.reader = reader;
        this.end = end;
    }

    /**
     * Goes to the start of the log.
     *
     * @throws dev.quipu.ledger.LedgerException if it can't be read, or its start is gone
     */
    public static LogRecords open(KafkaSettings settings) {
        RecordReader reader = new RecordReader(settings);
        try {
            return new LogRecords(reader, reader.start());
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Whether all that was in the log when it was opened has been read. */
    public boolean hasAll() {
        return reader.position() >= end;
    }

    /**
     * The next records, or none after {@code atMost}.
     *
     * @throws dev.quipu.ledger.LedgerException if the log can't be read any further
     */
    public List<LogRecord> next(Duration atMost) {
        List<LogRecord> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> raw : reader.next(atMost)) {
            hasher.start(number, raw.timestamp(), raw.key(), raw.value());
            List<LogHeader> headers = new ArrayList<>();
            for (Header header : raw.headers()) {
                hasher.header(header.key(), header.value());
                headers.add(new LogHeader(header.key(), content(header.value())));
            }
            records.add(new LogRecord(
                    number++,
                    raw.timestamp(),
                    content(raw.key()),
                    content(raw.value()),
                    List.copyOf(headers),
                    Digest.ofBytes(hasher.hash())));
        }
        return records;
    }

    private static Optional<Content> content(byte @Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Optional.of(Content.of(bytes));
    }

    @Override
    public void close() {
        reader.close();
    }
}
