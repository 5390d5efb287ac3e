package dev.quipu.ledger.backup;

import com.github.luben.zstd.ZstdOutputStream;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.file.OwnFiles;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Writes a backup: under another name until {@link #finish}, so that a file of the right name is always whole. For one
 * thread.
 */
public final class BackupWriter implements AutoCloseable {

    /**
     * Longest key, value or header, in bytes. A broker limits what it is sent compressed, so strangers' records may be
     * longer than an entry.
     */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path draft;
    private final FileChannel channel;
    private final MessageDigest digest = Digest.sha256();
    private final OutputStream sealed;
    private final DataOutputStream out;
    private long records;

    /**
     * Begins a file, readable for its owner only.
     *
     * @throws FileAlreadyExistsException if {@code file} is there
     */
    public BackupWriter(Path file, BackupHeader header) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        this.file = file;
        this.draft = OwnFiles.draft(file);
        this.channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE));
        this.sealed = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        ZstdOutputStream compressed = new ZstdOutputStream(new Frame(sealed, digest));
        compressed.setChecksum(true);
        this.out = new DataOutputStream(new BufferedOutputStream(compressed, BUFFER));
        begin(header);
    }

    private void begin(BackupHeader header) throws IOException {
        out.write(BackupFormat.MAGIC);
        bytes(header.topic().getBytes(StandardCharsets.UTF_8));
        bytes(header.clusterId().getBytes(StandardCharsets.UTF_8));
        bytes(header.madeBy().getBytes(StandardCharsets.UTF_8));
        out.writeLong(header.madeAt().toEpochMilli());
    }

    /** Appends a record. */
    public void write(ConsumerRecord<byte[], byte[]> raw) throws IOException {
        out.writeByte(BackupFormat.RECORD);
        out.writeLong(raw.offset());
        out.writeLong(raw.timestamp());
        bytes(raw.key());
        bytes(raw.value());
        Header[] headers = raw.headers().toArray();
        if (headers.length > BackupFormat.MAX_HEADERS) {
            throw new BackupException("the record at offset %d has %d headers".formatted(raw.offset(), headers.length));
        }
        out.writeInt(headers.length);
        for (Header header : headers) {
            bytes(header.key().getBytes(StandardCharsets.UTF_8));
            bytes(header.value());
        }
        records++;
    }

    /**
     * Ends the file, and gives it its name when it is on the disk.
     *
     * @return SHA-256 of the file
     */
    public Digest finish() throws IOException {
        out.writeByte(BackupFormat.END);
        out.writeLong(records);
        out.close();
        MessageDigest whole = BackupSeal.copy(digest);
        byte[] seal = BackupSeal.of(digest.digest());
        sealed.write(seal);
        sealed.flush();
        channel.force(true);
        channel.close();
        Files.move(draft, file);
        return Digest.ofBytes(whole.digest(seal));
    }

    /** What is compressed ends before the file does. */
    private static final class Frame extends DigestOutputStream {
        Frame(OutputStream out, MessageDigest digest) {
            super(out, digest);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private void bytes(byte @Nullable [] bytes) throws IOException {
        if (bytes != null && bytes.length > MAX_BYTES) {
            throw new BackupException(
                    "a record has %d bytes, and a backup takes %d".formatted(bytes.length, MAX_BYTES));
        }
        out.writeInt(bytes == null ? BackupFormat.NULL : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** Takes away what is not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
