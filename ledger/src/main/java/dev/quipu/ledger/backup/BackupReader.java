package dev.quipu.ledger.backup;

import com.github.luben.zstd.ZstdInputStream;
import dev.quipu.ledger.event.Digest;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Reads a backup that is whole and unaltered. For one thread. */
public final class BackupReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final DataInputStream in;
    private final Digest digest;
    private final BackupHeader header;
    private long records;
    private boolean ended;

    /**
     * Opens a file, reads it once to check it, and reads where it comes from.
     *
     * @throws BackupException if it is no backup, or damaged
     */
    public BackupReader(Path path) throws IOException {
        this.digest = BackupSeal.check(path);
        InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            this.in = new DataInputStream(new BufferedInputStream(new ZstdInputStream(file), BUFFER));
            this.header = begin();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Where the file comes from. */
    public BackupHeader header() {
        return header;
    }

    /** How many records were read. */
    public long records() {
        return records;
    }

    /** SHA-256 of the file. */
    public Digest digest() {
        return digest;
    }

    private BackupHeader begin() throws BackupException {
        try {
            if (!Arrays.equals(in.readNBytes(BackupFormat.MAGIC.length), BackupFormat.MAGIC)) {
                throw new BackupException("it is no backup of a ledger, or one of a newer Quipu");
            }
            return new BackupHeader(text(), text(), text(), Instant.ofEpochMilli(in.readLong()));
        } catch (BackupException e) {
            throw e;
        } catch (IOException e) {
            throw new BackupException("it is no backup of a ledger: " + e.getMessage(), e);
        }
    }

    /**
     * The next record, or none at the end.
     *
     * @throws BackupException if somebody made a file that makes no sense
     */
    public Optional<ConsumerRecord<byte[], byte[]>> next() throws BackupException {
        if (ended) {
            return Optional.empty();
        }
        try {
            return switch (in.readUnsignedByte()) {
                case BackupFormat.RECORD -> Optional.of(record());
                case BackupFormat.END -> {
                    end();
                    yield Optional.empty();
                }
                default -> throw new BackupException("it is damaged after record " + records);
            };
        } catch (BackupException e) {
            throw e;
        } catch (EOFException e) {
            throw new BackupException("it is cut off after record " + records, e);
        } catch (IOException e) {
            throw new BackupException("it is damaged after record %d: %s".formatted(records, e.getMessage()), e);
        }
    }

    private ConsumerRecord<byte[], byte[]> record() throws IOException {
        long offset = in.readLong();
        long timestamp = in.readLong();
        byte[] key = bytes();
        byte[] value = bytes();
        int count = in.readInt();
        if (count < 0 || count > BackupFormat.MAX_HEADERS) {
            throw new BackupException("it is damaged after record " + records);
        }
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(new RecordHeader(text(), bytes()));
        }
        records++;
        return new ConsumerRecord<>(
                header.topic(),
                0,
                offset,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                new RecordHeaders(headers),
                Optional.empty());
    }

    private void end() throws IOException {
        if (in.readLong() != records) {
            throw new BackupException("it is damaged: its number of records is not " + records);
        }
        if (in.read() >= 0) {
            throw new BackupException("something follows after its end");
        }
        ended = true;
    }

    private byte @Nullable [] bytes() throws IOException {
        int length = in.readInt();
        if (length == BackupFormat.NULL) {
            return null;
        }
        if (length < 0 || length > BackupFormat.MAX_BYTES) {
            throw new BackupException("it is damaged after record " + records);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String text() throws IOException {
        byte[] bytes = bytes();
        if (bytes == null) {
            throw new BackupException("it is damaged after record " + records);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
