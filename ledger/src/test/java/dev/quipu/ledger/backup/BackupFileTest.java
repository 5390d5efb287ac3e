package dev.quipu.ledger.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.quipu.ledger.event.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {

    private static final BackupHeader HEADER =
            new BackupHeader("quipu.ledger", "cluster", "1.0", Instant.parse("2026-01-01T00:00:00Z"));

    private static final List<ConsumerRecord<byte[], byte[]>> RECORDS = List.of(
            record(0, "ledger", "first"),
            record(1, null, "no key"),
            record(2, "no value", null),
            record(4, "", ""),
            record(5, "ümlaut", "x".repeat(1_000)));

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasWritten() throws IOException {
        Path file = write();

        try (BackupReader reader = new BackupReader(file)) {
            assertThat(reader.header()).isEqualTo(HEADER);
            assertThat(all(reader))
                    .map(BackupFileTest::text)
                    .isEqualTo(RECORDS.stream().map(BackupFileTest::text).toList());
            assertThat(reader.records()).isEqualTo(RECORDS.size());
        }
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void holdsNothingToo() throws IOException {
        Path file = folder.resolve("empty");
        try (BackupWriter writer = new BackupWriter(file, HEADER)) {
            Digest digest = writer.finish();
            assertThat(digest).isEqualTo(Digest.of(Files.readAllBytes(file)));
            try (BackupReader reader = new BackupReader(file)) {
                assertThat(reader.next()).isEmpty();
                assertThat(reader.next()).isEmpty();
                assertThat(reader.digest()).isEqualTo(digest);
            }
        }
    }

    @Test
    void isRefusedWhereverItIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(write());
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "cut off at " + length);
        }
    }

    @Test
    void isRefusedWhicheverByteIsAnother() throws IOException {
        byte[] whole = Files.readAllBytes(write());
        for (int place = 0; place < whole.length; place++) {
            byte[] altered = whole.clone();
            altered[place] ^= 0x20;
            assertRefused(altered, "byte " + place);
        }
    }

    @Test
    void isRefusedIfSomebodyMadeItSoThatItMakesNoSense() throws IOException {
        byte[] content = content(write());
        for (int length = 0; length < content.length; length++) {
            assertRefused(sealed(Arrays.copyOf(content, length)), "%d bytes of the content".formatted(length));
        }
        assertRefused(sealed(Arrays.copyOf(content, content.length + 1)), "one byte more");
        byte[] newer = content.clone();
        newer[BackupFormat.MAGIC.length - 2]++;
        assertRefused(sealed(newer), "a newer format");
    }

    @Test
    void isRefusedIfItClaimsAHugeRecord() throws IOException {
        byte[] content = content(write());
        int keyLength = BackupFormat.MAGIC.length + 4 + 12 + 4 + 7 + 4 + 3 + 8 + 1 + 16;
        ByteBuffer.wrap(content).putInt(keyLength, Integer.MAX_VALUE);

        assertRefused(sealed(content), "a key of two gigabytes");
    }

    @Test
    void isReadByOtherDecompressors() throws IOException {
        assertThat(content(write())).startsWith(BackupFormat.MAGIC);
    }

    @Test
    void takesNoPlaceOfAnother() throws IOException {
        Path file = write();

        assertThatThrownBy(() -> new BackupWriter(file, HEADER)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void thatIsNotFinishedLeavesNothing() throws IOException {
        try (BackupWriter writer = new BackupWriter(folder.resolve("never"), HEADER)) {
            writer.write(RECORDS.getFirst());
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private void assertRefused(byte[] bytes, String how) throws IOException {
        Path file = Files.write(folder.resolve("altered"), bytes);
        assertThatThrownBy(() -> {
                    try (BackupReader reader = new BackupReader(file)) {
                        all(reader);
                    }
                })
                .as(how)
                .isInstanceOf(BackupException.class);
    }

    private static byte[] content(Path file) throws IOException {
        try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static byte[] sealed(byte[] content) {
        byte[] frame = Zstd.compress(content);
        byte[] seal = BackupSeal.of(Digest.of(frame).toBytes());
        return ByteBuffer.allocate(frame.length + seal.length)
                .put(frame)
                .put(seal)
                .array();
    }

    private Path write() throws IOException {
        Path file = folder.resolve("backup");
        try (BackupWriter writer = new BackupWriter(file, HEADER)) {
            for (ConsumerRecord<byte[], byte[]> raw : RECORDS) {
                writer.write(raw);
            }
            writer.finish();
        }
        return file;
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(BackupReader reader) throws IOException {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (Optional<ConsumerRecord<byte[], byte[]>> next = reader.next(); next.isPresent(); next = reader.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static String text(ConsumerRecord<byte[], byte[]> raw) {
        return "%d %d %s %s %s"
                .formatted(
                        raw.offset(),
                        raw.timestamp(),
                        Arrays.toString(raw.key()),
                        Arrays.toString(raw.value()),
                        raw.headers());
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, @Nullable String key, @Nullable String value) {
        RecordHeaders headers = new RecordHeaders(List.of(
                new RecordHeader("b", bytes("1")), new RecordHeader("a", null), new RecordHeader("b", bytes(""))));
        return new ConsumerRecord<>(
                "quipu.ledger",
                0,
                offset,
                1_000 + offset,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                bytes(key),
                bytes(value),
                headers,
                Optional.empty());
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
