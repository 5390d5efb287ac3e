package dev.quipu.consumers.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {

    private static final TrailFormat FORMAT = TrailFormat.CLOUDEVENTS;

    @TempDir
    private Path folder;

    private Instant now = Instant.now();

    @Test
    void writesLinesThatOnlyTheOwnerMayRead() throws IOException {
        try (FileSink sink = sink(1000_000)) {
            sink.resume(Position.START, true);
            sink.deliver(lines(0, 2));
            sink.deliver(lines(2, 3));
        }
        assertThat(numbers(file())).containsExactly(0L, 1L, 2L);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void cutsOffATornLineAndWhatNobodyConfirmed() throws IOException {
        deliver(0, 5);
        Files.writeString(file(), "{\"specversion\":\"1.0\",\"seq", StandardOpenOption.APPEND);

        try (FileSink sink = sink(1000_000)) {
            sink.resume(position(2), false);
            assertThat(numbers(file())).containsExactly(0L, 1L, 2L);
            sink.deliver(lines(3, 4));
        }
        assertThat(numbers(file())).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void cutsOffEverythingIfNothingWasConfirmed() throws IOException {
        deliver(0, 5);

        try (FileSink sink = sink(1000_000)) {
            sink.resume(Position.START, false);
        }
        assertThat(file()).isEmptyFile();
    }

    @Test
    void writesWhatFailedOnlyOnce() throws IOException {
        try (FileSink sink = sink(1000_000)) {
            sink.resume(Position.START, true);
            sink.deliver(lines(0, 2));
            Files.writeString(file(), "half a li", StandardOpenOption.APPEND);
            sink.deliver(lines(2, 3));
        }
        assertThat(numbers(file())).containsExactly(0L, 1L, 2L);
    }

    @Test
    void refusesAFileThatBecameShorter() throws IOException {
        try (FileSink sink = sink(1000_000)) {
            sink.resume(Position.START, true);
            sink.deliver(lines(0, 2));
            Files.writeString(file(), "");
            assertThatThrownBy(() -> sink.deliver(lines(2, 3)))
                    .isInstanceOf(TrailException.class)
                    .hasMessageContaining("became shorter");
        }
    }

    @Test
    void renamesAFileThatIsFull() throws IOException {
        try (FileSink sink = sink(1000)) {
            sink.resume(Position.START, true);
            for (long number = 0; number < 6; number++) {
                sink.deliver(lines(number, number + 1));
            }
        }
        List<Long> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted)
                    .extracting(path -> path.getFileName().toString())
                    .contains("trail-000000000000.jsonl", "trail.jsonl")
                    .hasSizeGreaterThan(2);
            for (Path path : sorted) {
                List<Long> numbers = numbers(path);
                assertThat(path.getFileName().toString())
                        .isIn("trail.jsonl", "trail-%012d.jsonl".formatted(numbers.getFirst()));
                all.addAll(numbers);
            }
        }
        assertThat(all).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void renamesAFileThatIsOld() throws IOException {
        try (FileSink sink = sink(1000_000)) {
            sink.resume(Position.START, true);
            sink.deliver(lines(0, 2));
            now = now.plus(Duration.ofDays(1));
            sink.deliver(lines(2, 3));
        }
        assertThat(numbers(folder.resolve("trail-000000000000.jsonl"))).containsExactly(0L, 1L);
        assertThat(numbers(file())).containsExactly(2L);
    }

    @Test
    void replacesNoOtherFile() throws IOException {
        Files.writeString(folder.resolve("trail-000000000000.jsonl"), "precious");
        try (FileSink sink = sink(1)) {
            sink.resume(Position.START, true);
            sink.deliver(lines(0, 2));
            assertThatThrownBy(() -> sink.deliver(lines(2, 3)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("trail-000000000000.jsonl");
        }
        assertThat(folder.resolve("trail-000000000000.jsonl")).hasContent("precious");
    }

    @Test
    void refusesAFileThatNoPositionTellsOf() throws IOException {
        deliver(0, 2);
        assertRefused(Position.START, true, "no position file");
    }

    @Test
    void refusesAFileThatLacksWhatWasDelivered() throws IOException {
        deliver(0, 2);
        assertRefused(position(5), false, "ends with record 1, and record 5 was delivered");
    }

    @Test
    void refusesAFileOfSomethingElse() throws IOException {
        Files.writeString(file(), "hello\n");
        assertRefused(position(5), false, "a line at byte 0 that is none of this trail");
    }

    private void assertRefused(Position position, boolean first, String message) throws IOException {
        try (FileSink sink = sink(1000_000)) {
            assertThatThrownBy(() -> sink.resume(position, first))
                    .isInstanceOf(TrailException.class)
                    .hasMessageContaining(message);
        }
    }

    private void deliver(long from, long to) throws IOException {
        try (FileSink sink = sink(1000_000)) {
            sink.resume(Position.START, true);
            sink.deliver(lines(from, to));
        }
    }

    private FileSink sink(long rotateSize) {
        return new FileSink(file(), rotateSize, Duration.ofDays(1), FORMAT, () -> now);
    }

    private Path file() {
        return folder.resolve("trail.jsonl");
    }

    private static Position position(long number) {
        return new Position(Entries.LEDGER, number, Entries.leaf(number));
    }

    private static List<TrailLine> lines(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(number -> FORMAT.line(Entries.garbage(number)))
                .toList();
    }

    private static List<Long> numbers(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(text).endsWith("\n");
        return text.lines()
                .map(line ->
                        FORMAT.numberIn(line.getBytes(StandardCharsets.UTF_8)).orElseThrow())
                .toList();
    }
}
