package dev.quipu.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.kafka.LedgerTopic;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AuditStoreTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    @TempDir
    private Path home;

    private Path folder = Path.of("");
    private AuditStore store = new AuditStore(folder);

    @BeforeEach
    void aLedger() {
        folder = home.resolve("audit");
        store = new AuditStore(folder, AT_ONCE);
        write(topic.initialise(), Events.service("orders"));
    }

    @Test
    void hasWhatTheLogHas() {
        assertThat(fed()).containsExactly("0 LedgerOpened true", "1 ServiceRegistered true");
    }

    @Test
    void isFedWithWhatCameSince() {
        fed();
        remark(2);

        assertThat(fed())
                .containsExactly(
                        "0 LedgerOpened true", "1 ServiceRegistered true", "2 NoteAdded true", "3 NoteAdded true");
    }

    @Test
    void isLeftAloneIfNothingCame() throws IOException {
        fed();
        Path database = database(".duckdb");
        byte[] before = Files.readAllBytes(database);

        assertThat(fed()).hasSize(2);

        assertThat(Files.readAllBytes(database)).isEqualTo(before);
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        fed();

        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(database(".duckdb")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void mayBeDeletedAtAnyTime() throws IOException {
        List<String> before = fed();
        Files.delete(database(".duckdb"));

        assertThat(fed()).isEqualTo(before);
    }

    @Test
    void thatIsNoDatabaseIsMadeAnew() throws IOException {
        List<String> before = fed();
        Files.writeString(database(".duckdb"), "something else");

        assertThat(fed()).isEqualTo(before);
    }

    @Test
    void ofAnotherLayoutIsMadeAnew() throws Exception {
        List<String> before = fed();
        try (var connection = StoreConnection.writing(database(".duckdb"));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE store SET layout = 'another'");
            statement.execute("DELETE FROM entries");
        }

        assertThat(fed()).isEqualTo(before);
    }

    @Test
    void ofALogThatWentAnotherWayIsMadeAnew() throws IOException {
        fed();
        LedgerTopic other = new LedgerTopic();
        KafkaLedger.initialise(other.settings(), "another", LedgerSpec.ANN);
        try (KafkaLedger ledger = KafkaLedger.open(other.settings())) {
            write(ledger, Events.service("orders"), Events.service("billing"), Events.service("catalog"));
        }
        AuditStore second = new AuditStore(home.resolve("other"));
        FedStore right = second.refresh(other.settings(), entries -> {});
        Files.move(database(".duckdb"), right.database(), StandardCopyOption.REPLACE_EXISTING);

        FedStore made = second.refresh(other.settings(), entries -> {});

        assertThat(made.entries()).isEqualTo(4);
        try (StoreReader reader = second.read(made, null)) {
            assertThat(Story.lines(reader.ask("SELECT service FROM services ORDER BY entry", Map.of(), 10)))
                    .containsExactly("orders", "billing", "catalog");
        }
    }

    @Test
    void ofALogThatIsShorterIsMadeAnew() throws Exception {
        remark(3);
        fed();
        try (var connection = StoreConnection.writing(database(".duckdb"));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE store SET entries = 100, last_offset = 99");
        }

        assertThat(fed()).hasSize(5);
    }

    @Test
    void goesOnFromASnapshotAfterALongTail() throws IOException {
        remark(20_001);
        fed();
        byte[] snapshot = Files.readAllBytes(database(".snapshot"));
        remark(5);

        assertThat(fed()).hasSize(20_008);

        assertThat(Files.readAllBytes(database(".snapshot")))
                .as("a short tail needs no new one")
                .isEqualTo(snapshot);
        remark(1);
        assertThat(fed()).hasSize(20_009);
        assertThat(ask("SELECT count(DISTINCT number), max(number) FROM entries"))
                .containsExactly("20009 | 20008");
    }

    @Test
    void isFedByOneShellAtATime() throws IOException {
        fed();
        remark(1);
        StoreReader reader = store.read(store.asIs(topic.settings().topic()), null);

        assertThatThrownBy(this::fed)
                .isInstanceOfSatisfying(LedgerException.Unavailable.class, refused -> assertThat(refused.nextStep())
                        .contains("--as-is"));

        reader.close();
        assertThat(fed()).hasSize(3);
    }

    @Test
    void canBeAskedAsItIsWithoutTheLog() {
        assertThatThrownBy(() -> store.asIs(topic.settings().topic())).isInstanceOf(LedgerException.Unusable.class);
        fed();
        remark(1);

        assertThat(store.asIs(topic.settings().topic()).entries()).isEqualTo(2);
    }

    @Test
    void hasAPlaceForEachLedger() {
        fed();

        assertThatThrownBy(() -> store.asIs(topic.settings().topic() + "-x"))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContaining("there is no audit store");
    }

    @Test
    void saysThatThereIsNoLedger() {
        KafkaSettings nowhere = KafkaSettings.of(topic.settings().bootstrapServers(), "quipu-nowhere");

        assertThatThrownBy(() -> store.refresh(nowhere, entries -> {})).isInstanceOf(LedgerException.class);
        assertThat(folder).doesNotExist();
    }

    private List<String> fed() {
        FedStore fed = store.refresh(topic.settings(), entries -> {});
        try (StoreReader reader = store.read(fed, null)) {
            return Story.lines(reader.ask(
                    "SELECT number || ' ' || event || ' ' || accepted FROM entries ORDER BY number",
                    Map.of(),
                    100_000));
        }
    }

    private List<String> ask(String sql) {
        try (StoreReader reader = store.read(store.asIs(topic.settings().topic()), null)) {
            return Story.lines(reader.ask(sql, Map.of(), 100));
        }
    }

    private Path database(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void remark(int count) {
        LedgerEvent[] notes = IntStream.range(0, count)
                .mapToObj(i -> new NoteAdded(StreamId.of(Events.ORDERS), "remark " + i))
                .toArray(LedgerEvent[]::new);
        try (KafkaLedger ledger = KafkaLedger.open(topic.settings())) {
            write(ledger, notes);
        }
    }

    private static void write(KafkaLedger ledger, LedgerEvent... events) {
        List<Command<String>> commands =
                Stream.of(events).map(event -> Command.of(event, "")).toList();
        assertThat(ledger.submit(LedgerSpec.ANN, commands)).hasSize(events.length);
    }
}
