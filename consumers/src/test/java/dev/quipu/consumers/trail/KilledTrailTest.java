package dev.quipu.consumers.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.LedgerTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Signals hit a trail's process at moments that nobody chose. {@code -Dquipu.test.seed=…} chooses them again. */
class KilledTrailTest {

    private static final int KILLS = 8;
    private static final int ENTRIES = 400;

    private final long seed = Long.getLong("quipu.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    @TempDir
    private Path folder;

    @Test
    void hasEachRecordExactlyOnce() throws Exception {
        KafkaLedger ledger = topic.initialise();
        for (int i = 0; i < KILLS; i++) {
            Process process = start();
            long before = size();
            append(ledger);
            await("seed " + seed)
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> size() != before || !process.isAlive());
            await().pollDelay(Duration.ofMillis(random.nextInt(60))).until(() -> true);
            process.destroyForcibly().waitFor();
        }
        Process last = start();
        long end = ledger.state().entries() - 1;
        await("seed " + seed)
                .atMost(Duration.ofMinutes(1))
                .until(() -> Position.parse(Files.readString(folder.resolve("trail.position")))
                                .number()
                        == end);
        last.destroyForcibly().waitFor();
        assertThat(numbers())
                .as("seed " + seed)
                .isEqualTo(LongStream.rangeClosed(0, end).boxed().toList());
        assertThat(end).isEqualTo(KILLS * ENTRIES);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrailProcess.class.getName(),
                        topic.settings().bootstrapServers(),
                        topic.settings().topic(),
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void append(KafkaLedger ledger) {
        LedgerEvent note = new NoteAdded(StreamId.LEDGER, "seen");
        List<Entry> entries = IntStream.range(0, ENTRIES)
                .mapToObj(i -> new Entry(
                        UUID.randomUUID(),
                        Instant.now(),
                        new Actor("ann", ActorKind.HUMAN),
                        StreamId.LEDGER,
                        null,
                        null,
                        null,
                        note))
                .toList();
        ledger.append(entries).forEach(outcome -> assertThat(outcome).succeedsWithin(Duration.ofSeconds(30)));
    }

    private long size() throws IOException {
        Path file = folder.resolve("trail.jsonl");
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private List<Long> numbers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted((one, other) -> order(one).compareTo(order(other)))
                    .flatMap(KilledTrailTest::lines)
                    .map(line -> TrailFormat.OCSF
                            .numberIn(line.getBytes(StandardCharsets.UTF_8))
                            .orElseThrow())
                    .toList();
        }
    }

    /** The file that is not renamed yet is the last. */
    private static String order(Path file) {
        String name = file.getFileName().toString();
        return name.equals("trail.jsonl") ? "trail-~" : name;
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
