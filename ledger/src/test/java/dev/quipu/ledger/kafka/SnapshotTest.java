package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.proof.TreeTail;
import dev.quipu.ledger.snapshot.Snapshot;
import dev.quipu.ledger.snapshot.SnapshotStore;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.StateHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

    /** Enough for a snapshot. */
    private static final int ENTRIES = 20_001;

    @RegisterExtension
    private static final LedgerTopic topic = new LedgerTopic();

    @TempDir
    private Path folder;

    private LedgerState folded = LedgerState.empty();

    @BeforeAll
    static void writeALog() {
        write(topic);
    }

    @BeforeEach
    void foldIt() {
        folded = topic.open().state();
    }

    @Test
    void isMadeWhenALongTailWasRead() throws IOException {
        assertThat(StateHash.of(open(topic))).isEqualTo(StateHash.of(folded));

        assertThat(Files.getPosixFilePermissions(snapshot())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(files()).hasSize(1);
    }

    @Test
    void andTheTailGiveTheSameState() {
        open(topic);
        KafkaLedger writer = topic.open();
        IntStream.range(0, 10).forEach(i -> writer.submit(LedgerSpec.ANN, Command.of(note(i).event(), "")));

        assertThat(StateHash.of(open(topic))).isEqualTo(StateHash.of(writer.state()));
    }

    @Test
    void saysWhatTheLogSaidWhenItWasMade() throws IOException {
        open(topic);
        byte[] made = Files.readAllBytes(snapshot());
        topic.open().submit(LedgerSpec.ANN, Command.of(note(ENTRIES).event(), ""));

        LedgerState state = open(topic);

        assertThat(state.entries()).isEqualTo(folded.entries() + 1);
        assertThat(Files.readAllBytes(snapshot()))
                .as("a short tail needs no new one")
                .isEqualTo(made);
    }

    @Test
    void thatIsDamagedAnywhereIsIgnoredAndMadeAnew() throws IOException {
        open(topic);
        byte[] good = Files.readAllBytes(snapshot());
        for (int place : List.of(0, 20, good.length / 2, good.length - 1)) {
            byte[] bad = good.clone();
            bad[place]++;
            Files.write(snapshot(), bad);

            assertThat(StateHash.of(open(topic))).as("byte %d", place).isEqualTo(StateHash.of(folded));
            assertThat(Files.readAllBytes(snapshot())).as("byte %d", place).isNotEqualTo(bad);
        }
    }

    @Test
    void thatIsCutOffIsIgnoredAndMadeAnew() throws IOException {
        open(topic);
        byte[] good = Files.readAllBytes(snapshot());
        for (int length : List.of(0, 49, good.length - 1)) {
            Files.write(snapshot(), Arrays.copyOf(good, length));

            assertThat(StateHash.of(open(topic))).as("%d bytes", length).isEqualTo(StateHash.of(folded));
            assertThat(snapshot()).as("made anew").hasSize(good.length);
        }
    }

    @Test
    void ofAnotherLedgerIsIgnored() throws IOException {
        LedgerTopic other = new LedgerTopic();
        write(other);
        open(other);
        byte[] foreign = Files.readAllBytes(snapshot());
        Files.delete(snapshot());
        open(topic);
        Files.write(snapshot(), foreign);

        assertThat(StateHash.of(open(topic))).isEqualTo(StateHash.of(folded));
    }

    @Test
    void isGoneOnFromIfTheLogHasItsLastRecordInItsPlace() {
        ConsumerRecord<byte[], byte[]> last =
                new RawTopic(topic.settings()).records().getLast();
        store().save(new Snapshot(LedgerState.empty(), new TreeTail(), last.offset(), Snapshots.digest(last)));

        assertThat(open(topic)).as("what the snapshot says").isEqualTo(LedgerState.empty());
    }

    @Test
    void ofALogThatWentAnotherWayIsIgnored() {
        ConsumerRecord<byte[], byte[]> last =
                new RawTopic(topic.settings()).records().getLast();
        for (Snapshot other : List.of(
                new Snapshot(LedgerState.empty(), new TreeTail(), last.offset(), Digest.of(new byte[0])),
                new Snapshot(LedgerState.empty(), new TreeTail(), last.offset() - 1, Snapshots.digest(last)),
                new Snapshot(LedgerState.empty(), new TreeTail(), last.offset() + 1, Snapshots.digest(last)),
                new Snapshot(LedgerState.empty(), new TreeTail(), -1, Snapshots.digest(last)))) {
            store().save(other);

            assertThat(StateHash.of(open(topic))).as("%s", other.lastOffset()).isEqualTo(StateHash.of(folded));
        }
    }

    private SnapshotStore store() {
        try (Admin admin =
                Admin.create(Map.<String, Object>copyOf(topic.settings().clients()))) {
            TopicGuard guard = new TopicGuard(admin, topic.settings());
            return new SnapshotStore(folder, guard.snapshotKey(guard.check()));
        }
    }

    @Test
    void inAFolderThatCannotBeWrittenChangesNothing() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        try (KafkaLedger ledger = KafkaLedger.open(topic.settings().withSnapshots(file))) {
            assertThat(StateHash.of(ledger.state())).isEqualTo(StateHash.of(folded));
        }
    }

    /** Opens with snapshots, and closes: so a snapshot that is being made is finished. */
    private LedgerState open(LedgerTopic of) {
        try (KafkaLedger ledger = KafkaLedger.open(of.settings().withSnapshots(folder))) {
            return ledger.state();
        }
    }

    private Path snapshot() throws IOException {
        return files().getFirst();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void write(LedgerTopic to) {
        KafkaLedger.initialise(to.settings(), "test", LedgerSpec.ANN);
        try (KafkaLedger ledger = KafkaLedger.open(to.settings())) {
            write(ledger);
        }
    }

    private static void write(KafkaLedger ledger) {
        ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), ""));
        List<CompletableFuture<Outcome>> outcomes = IntStream.range(0, ENTRIES)
                .mapToObj(i -> ledger.append(note(i)))
                .toList();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.join()).isInstanceOf(Outcome.Accepted.class));
    }

    private static Entry note(int number) {
        return new Entry(
                new UUID(7, number),
                Instant.EPOCH,
                LedgerSpec.ANN,
                StreamId.of(Events.ORDERS),
                null,
                null,
                null,
                new NoteAdded(StreamId.of(Events.ORDERS), "remark " + number));
    }
}
