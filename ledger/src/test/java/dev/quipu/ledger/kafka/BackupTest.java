package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.backup.BackupException;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.kafka.LedgerExport.Exported;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.StateHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final LedgerImport.Progress SILENT = new LedgerImport.Progress() {
        @Override
        public void phase(String name) {}

        @Override
        public void records(long done) {}
    };

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    @TempDir
    private Path folder;

    private final KafkaSettings restored = KafkaSettings.of(TestBroker.bootstrapServers(), TestBroker.freshTopic());

    @Test
    void isTheSameLedgerWhenItIsRestored() throws Exception {
        KafkaLedger ledger = written();
        Path file = folder.resolve("ledger.backup");

        Exported exported = export(topic.settings(), file);
        long imported = new LedgerImport(restored).from(file, SILENT);

        assertThat(imported)
                .isEqualTo(exported.records())
                .isEqualTo(ledger.state().entries());
        assertThat(texts(restored)).isEqualTo(texts(topic.settings()));
        try (KafkaLedger again = KafkaLedger.open(restored)) {
            assertThat(StateHash.of(again.state())).isEqualTo(StateHash.of(ledger.state()));
            again.submit(LedgerSpec.ANN, note("goes on"));
            assertThat(again.state().lastAt()).isAfter(ledger.state().lastAt());
        }
    }

    @Test
    void ofARestoredLedgerHasTheSameContent() throws Exception {
        written();
        export(topic.settings(), folder.resolve("one"));
        new LedgerImport(restored).from(folder.resolve("one"), SILENT);
        export(restored, folder.resolve("two"));
        KafkaSettings third = KafkaSettings.of(TestBroker.bootstrapServers(), TestBroker.freshTopic());
        new LedgerImport(third).from(folder.resolve("two"), SILENT);

        assertThat(texts(third)).isEqualTo(texts(topic.settings()));
    }

    @Test
    void endsWithWhatWasThereWhenItBegan() throws Exception {
        KafkaLedger ledger = written();
        Path file = folder.resolve("ledger.backup");

        Exported exported = export(topic.settings(), file);
        ledger.submit(LedgerSpec.ANN, note("too late"));

        assertThat(new LedgerImport(restored).from(file, SILENT)).isEqualTo(exported.records());
        assertThat(ledger.state().entries()).isEqualTo(exported.records() + 1);
    }

    @Test
    void isRestoredIntoAnEmptyTopic() throws Exception {
        written();
        export(topic.settings(), folder.resolve("file"));
        new RawTopic(restored).create(1);
        new RawTopic(restored).set("retention.ms", "-1");
        new RawTopic(restored).set("max.message.bytes", "5242880");

        new LedgerImport(restored).from(folder.resolve("file"), SILENT);

        assertThat(texts(restored)).isEqualTo(texts(topic.settings()));
    }

    @Test
    void isNotRestoredIntoATopicThatWouldForgetIt() throws Exception {
        written();
        export(topic.settings(), folder.resolve("file"));
        new RawTopic(restored).create(1);

        assertThatThrownBy(() -> new LedgerImport(restored).from(folder.resolve("file"), SILENT))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContaining("could lose or reorder entries");
        assertThat(new RawTopic(restored).records()).isEmpty();
    }

    @Test
    void holdsRecordsOfStrangersThatAreLongerThanEntries() throws Exception {
        topic.initialise();
        byte[] long6 = new byte[6 * 1024 * 1024];
        new RawTopic(topic.settings()).writeCompressed("ledger", long6);
        export(topic.settings(), folder.resolve("file"));

        new LedgerImport(restored).from(folder.resolve("file"), SILENT);

        assertThat(new RawTopic(restored).records().getLast().value()).isEqualTo(long6);
    }

    @Test
    void isNotRestoredOverAnotherLedger() throws Exception {
        written();
        Path file = folder.resolve("file");
        export(topic.settings(), file);
        KafkaLedger.initialise(restored, "other", LedgerSpec.ANN);

        assertThatThrownBy(() -> new LedgerImport(restored).from(file, SILENT))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContaining("is not empty");
        try (KafkaLedger other = KafkaLedger.open(restored)) {
            assertThat(other.state().entries()).isEqualTo(1);
        }
    }

    @Test
    void thatIsDamagedWritesNothing() throws Exception {
        written();
        Path file = folder.resolve("file");
        export(topic.settings(), file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

        assertThatThrownBy(() -> new LedgerImport(restored).from(file, SILENT)).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> KafkaLedger.open(restored)).hasMessageContaining("there is no ledger");
    }

    @Test
    void goesOnWhereItsRestorationWasKilled() throws Exception {
        KafkaLedger ledger = written();
        IntStream.range(0, 20)
                .forEach(round -> ledger.submit(
                        LedgerSpec.ANN,
                        IntStream.range(0, 500)
                                .mapToObj(i -> note("remark " + i))
                                .toList()));
        Path file = folder.resolve("file");
        Exported exported = export(topic.settings(), file);

        Process process = Importer.start(restored, file);
        assertThat(process.inputReader().lines().anyMatch(Importer.HALF_WAY::equals))
                .isTrue();
        await().until(() -> !new RawTopic(restored).records().isEmpty());
        process.destroyForcibly().waitFor();
        int there = new RawTopic(restored).records().size();

        assertThat(there).isPositive().isLessThan((int) exported.records());
        assertThatThrownBy(() -> KafkaLedger.open(restored))
                .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                        .contains("import was cut off"));
        assertThat(new LedgerImport(restored).from(file, SILENT)).isEqualTo(exported.records());
        assertThat(texts(restored)).isEqualTo(texts(topic.settings()));
    }

    @Test
    void doesNotGoOnWithAnotherFile() throws Exception {
        KafkaLedger ledger = written();
        export(topic.settings(), folder.resolve("one"));
        new LedgerImport(restored).from(folder.resolve("one"), SILENT);
        new RawTopic(restored).set("message.timestamp.type", "CreateTime");
        LedgerTopic second = new LedgerTopic();
        KafkaLedger.initialise(second.settings(), "second", LedgerSpec.ANN);
        export(second.settings(), folder.resolve("two"));

        assertThatThrownBy(() -> new LedgerImport(restored).from(folder.resolve("two"), SILENT))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContaining("its record at offset 0 is not the file's");
        assertThat(ledger.state().entries()).isPositive();
    }

    @Test
    void saysThatThereIsNoLedger() {
        assertThatThrownBy(() -> export(restored, folder.resolve("file"))).hasMessageContaining("there is no topic");
        assertThat(folder).isEmptyDirectory();
    }

    /** A ledger with entries, void ones, and records of strangers. */
    private KafkaLedger written() throws Exception {
        KafkaLedger ledger = topic.initialise();
        ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), ""));
        RawTopic raw = new RawTopic(topic.settings());
        raw.write("ledger", "{}".getBytes(StandardCharsets.UTF_8));
        raw.write(null, new byte[0]);
        raw.write("", null);
        ledger.submit(LedgerSpec.ANN, note("after the strangers"));
        return ledger;
    }

    private static Command<String> note(String text) {
        return Command.of(new NoteAdded(StreamId.of(Events.ORDERS), text), "");
    }

    private static Exported export(KafkaSettings settings, Path file) throws IOException {
        return new LedgerExport(settings, "test").to(file, records -> {});
    }

    private static List<String> texts(KafkaSettings settings) {
        return new RawTopic(settings).records().stream().map(BackupTest::text).toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> raw) {
        return "%d %s %s %s"
                .formatted(raw.timestamp(), Arrays.toString(raw.key()), Arrays.toString(raw.value()), raw.headers());
    }
}
