package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.backup.BackupReader;
import dev.quipu.ledger.backup.BackupWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Fills a new topic with the records of a backup, with the broker's times that they had.
 *
 * <p>While it is filled the topic takes times from whoever writes ({@code CreateTime}), so nobody can open it as a
 * ledger. It becomes one when its records have been read back and compared with the file. An import that was cut off
 * goes on when it is run again: what is in the topic must be the beginning of the file.
 */
public final class LedgerImport {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final KafkaSettings settings;

    /** An import into the topic of {@code settings}. */
    public LedgerImport(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Hears how far an import is. */
    public interface Progress {
        /** A phase begins: its name, for people. */
        void phase(String name);

        /** So many records of this phase are done. */
        void records(long done);
    }

    /**
     * Restores a ledger.
     *
     * @return how many records it has
     * @throws IOException if the file can't be read, or is damaged or cut off: nothing is written if that is so from
     *     the start
     * @throws LedgerException if the topic holds something else, or the brokers don't take the records
     */
    public long from(Path file, Progress progress) throws IOException {
        progress.phase("checking " + file);
        long records = verify(file, progress::records);
        try (Admin admin = KafkaLedger.admin(settings)) {
            TopicFilling topic = new TopicFilling(admin, settings);
            topic.prepare();
            progress.phase("comparing what is in the topic already");
            long there = compare(file, progress::records);
            progress.phase("writing");
            write(file, there, progress::records);
            progress.phase("reading back");
            long read = compare(file, progress::records);
            if (read != records) {
                throw other("it holds %d of %d records".formatted(read, records));
            }
            topic.finish();
            new TopicGuard(admin, settings).check();
            return records;
        } catch (KafkaException e) {
            throw AdminCalls.refused(settings, e);
        }
    }

    private static long verify(Path file, LongConsumer progress) throws IOException {
        try (BackupReader backup = new BackupReader(file)) {
            while (backup.next().isPresent()) {
                tell(progress, backup.records());
            }
            return backup.records();
        }
    }

    /**
     * How many records the topic has, all of which are the file's first ones.
     *
     * @throws LedgerException.Unusable if they are not
     */
    private long compare(Path file, LongConsumer progress) throws IOException {
        try (BackupReader backup = new BackupReader(file);
                RecordReader reader = new RecordReader(settings)) {
            long end = reader.start();
            while (reader.position() < end) {
                List<ConsumerRecord<byte[], byte[]>> batch = reader.next(AdminCalls.TIMEOUT);
                if (batch.isEmpty()) {
                    throw AdminCalls.unreachable(settings, new TimeoutException("no records"));
                }
                for (ConsumerRecord<byte[], byte[]> there : batch) {
                    ConsumerRecord<byte[], byte[]> expected = backup.next().orElse(null);
                    if (expected == null || !same(expected, there)) {
                        throw other("its record at offset %d is not the file's".formatted(there.offset()));
                    }
                    tell(progress, backup.records());
                }
            }
            return backup.records();
        }
    }

    private LedgerException other(String how) {
        return new LedgerException.Unusable(
                "topic %s doesn't hold what the file does: %s".formatted(settings.topic(), how),
                "Import into a topic that is empty or doesn't exist (ledger.topic).");
    }

    private static boolean same(ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
        return one.timestamp() == other.timestamp()
                && Arrays.equals(one.key(), other.key())
                && Arrays.equals(one.value(), other.value())
                && same(one.headers().toArray(), other.headers().toArray());
    }

    private static boolean same(Header[] one, Header[] other) {
        boolean same = one.length == other.length;
        for (int i = 0; same && i < one.length; i++) {
            same = one[i].key().equals(other[i].key()) && Arrays.equals(one[i].value(), other[i].value());
        }
        return same;
    }

    private void write(Path file, long skip, LongConsumer progress) throws IOException {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (BackupReader backup = new BackupReader(file);
                KafkaProducer<byte[], byte[]> producer = producer()) {
            ConsumerRecord<byte[], byte[]> next = backup.next().orElse(null);
            while (next != null && failure.get() == null) {
                if (backup.records() > skip) {
                    send(next, producer, failure);
                    tell(progress, backup.records());
                }
                next = backup.next().orElse(null);
            }
            if (failure.get() == null) {
                producer.flush();
            }
            if (failure.get() != null) { // what is behind the record that failed must not get in
                producer.close(Duration.ZERO);
            }
        }
        Exception reason = failure.get();
        if (reason != null) {
            LedgerException.Denied denied = Denials.of(settings, TopicRight.WRITE, reason);
            if (denied != null) {
                throw denied;
            }
            throw new LedgerException.Unavailable(
                    "the brokers at %s did not take all records: %s"
                            .formatted(settings.bootstrapServers(), reason.getMessage()),
                    "Check the brokers, then run the import again: it goes on where it ended.",
                    reason);
        }
    }

    private void send(
            ConsumerRecord<byte[], byte[]> record,
            KafkaProducer<byte[], byte[]> producer,
            AtomicReference<@Nullable Exception> failure) {
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                settings.topic(),
                0,
                record.timestamp(),
                record.key(),
                record.value(),
                List.of(record.headers().toArray()));
        Future<RecordMetadata> unused = producer.send(sent, (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                settings.with(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        512 * 1024,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) TIMEOUT.toMillis(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 * BackupWriter.MAX_BYTES)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void tell(LongConsumer progress, long records) {
        if (records % 1_000 == 0) {
            progress.accept(records);
        }
    }
}
