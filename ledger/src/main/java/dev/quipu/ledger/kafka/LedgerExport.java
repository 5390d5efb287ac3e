package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.backup.BackupHeader;
import dev.quipu.ledger.backup.BackupWriter;
import dev.quipu.ledger.event.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Copies a ledger's raw records into a file. It reads what is there and folds nothing, so it also saves a ledger that
 * this build can't open.
 */
public final class LedgerExport {

    private final KafkaSettings settings;
    private final String version;
    private final Clock clock;

    /** @param version of Quipu, for the file's header */
    public LedgerExport(KafkaSettings settings, String version) {
        this.settings = settings;
        this.version = version;
        this.clock = Clock.systemUTC();
    }

    /**
     * What was written.
     *
     * @param digest SHA-256 of the file
     */
    public record Exported(long records, Digest digest) {}

    /**
     * Writes the records from the first to the one that is the last now.
     *
     * @param file must not be there
     * @param progress hears how many records are written, now and then
     * @throws IOException if the file can't be written; nothing of it is left then
     * @throws LedgerException if the topic can't be read, or its beginning is gone
     */
    public Exported to(Path file, LongConsumer progress) throws IOException {
        try (RecordReader reader = new RecordReader(settings);
                BackupWriter writer = new BackupWriter(file, header())) {
            long end = reader.start();
            long[] records = {0};
            new ReadAhead(reader, settings, end)
                    .forEach(batch -> records[0] += write(batch, end, writer, progress, records[0]));
            return new Exported(records[0], writer.finish());
        } catch (FailedWrite e) {
            throw e.cause;
        }
    }

    private static long write(
            List<ConsumerRecord<byte[], byte[]>> batch,
            long end,
            BackupWriter writer,
            LongConsumer progress,
            long before) {
        long written = 0;
        try {
            for (ConsumerRecord<byte[], byte[]> raw : batch) {
                if (raw.offset() < end) {
                    writer.write(raw);
                    written++;
                }
            }
        } catch (IOException e) {
            throw new FailedWrite(e);
        }
        progress.accept(before + written);
        return written;
    }

    /** Takes an {@link IOException} through the reader's loop. */
    private static final class FailedWrite extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final IOException cause;

        FailedWrite(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private BackupHeader header() {
        try (Admin admin = KafkaLedger.admin(settings)) {
            TopicFacts facts = new TopicGuard(admin, settings).facts();
            if (facts == null) {
                throw new LedgerException.Unusable(
                        "there is no topic %s at %s".formatted(settings.topic(), settings.bootstrapServers()),
                        "Name the ledger's topic (ledger.topic).");
            }
            ConfigEntry type = facts.config().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
            if (type != null && "CreateTime".equals(type.value())) {
                throw new LedgerException.Unusable(
                        "topic %s is no whole ledger: its times are not the broker's".formatted(settings.topic()),
                        "If an import was cut off, run it again: it goes on where it ended.");
            }
            return new BackupHeader(
                    settings.topic(),
                    facts.clusterId(),
                    version,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
