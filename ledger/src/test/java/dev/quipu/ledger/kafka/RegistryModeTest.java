package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Note;
import dev.quipu.schemas.Decoded;
import dev.quipu.schemas.EntrySchemas;
import dev.quipu.schemas.registry.Compatibility;
import dev.quipu.schemas.registry.RegistryServer;
import dev.quipu.schemas.registry.RegistrySettings;
import dev.quipu.schemas.registry.SchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a real registry. */
class RegistryModeTest {

    private static final long FINGERPRINT = SchemaNormalization.parsingFingerprint64(EntrySchemas.current());
    private static final StreamId ORDERS = StreamId.of(Events.ORDERS);
    private static final RegistrySettings REGISTRY = RegistryServer.shared().settings();

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    private final KafkaSettings embedded = topic.settings();
    private final KafkaSettings registered = embedded.withRegistry(REGISTRY);
    private final String subject = embedded.topic() + "-value";

    @Test
    void framesEntriesWithAnIdThatTheLedgerHasDeclared() {
        assertThat(KafkaLedger.initialise(registered, "test", LedgerSpec.ANN)).isTrue();
        addOrders(topic.open(registered));

        int id = registeredId();
        assertThat(kinds()).containsExactly("LedgerOpened", "SchemaDeclared", "ServiceRegistered " + id);
        assertThat(topic.open().state().declared()).containsExactly(Map.entry(id, FINGERPRINT));
    }

    @Test
    void asksTheRegistryOfTheSubjectForNewReadersThatKnowAll() {
        topic.initialise();
        addOrders(topic.open(registered));

        try (SchemaRegistry registry = new SchemaRegistry(REGISTRY)) {
            assertThat(registry.compatibility(subject)).hasValue(Compatibility.BACKWARD_TRANSITIVE);
            assertThat(registry.versions(subject)).containsExactly(1);
        }
    }

    /** A process that dies in between leaves it so; and a writer may be allowed to look up and not to register. */
    @Test
    void usesASchemaThatIsRegisteredAndNotDeclared() {
        topic.initialise();
        try (SchemaRegistry registry = new SchemaRegistry(REGISTRY)) {
            registry.register(subject, EntrySchemas.current());
            addOrders(topic.open(registered));

            assertThat(registry.compatibility(subject)).as("nothing was set").hasValue(Compatibility.NONE);
            assertThat(registry.versions(subject)).containsExactly(1);
        }
        assertThat(topic.open().state().declared()).containsOnlyKeys(registeredId());
    }

    @Test
    void isEnteredAndLeftAtWill() {
        KafkaLedger reader = topic.initialise();
        addOrders(reader);
        for (int i = 0; i < 6; i++) {
            note(topic.open(i % 2 == 0 ? embedded : registered), "note " + i);
        }

        int id = registeredId();
        assertThat(kinds())
                .containsExactly(
                        "LedgerOpened",
                        "ServiceRegistered",
                        "NoteAdded",
                        "SchemaDeclared",
                        "NoteAdded " + id,
                        "NoteAdded",
                        "NoteAdded " + id,
                        "NoteAdded",
                        "NoteAdded " + id);
        assertThat(settled(reader, 9).notesOn(ORDERS))
                .extracting(Note::text)
                .containsExactly("note 0", "note 1", "note 2", "note 3", "note 4", "note 5");
        assertThat(reader.state().voids()).isZero();
    }

    @Test
    void ofManyWritersAtOnceIsDeclaredOnce() {
        addOrders(topic.initialise());
        List<KafkaLedger> writers =
                Stream.generate(() -> topic.open(registered)).limit(4).toList();

        IntStream.range(0, 4).parallel().forEach(i -> note(writers.get(i), "from " + i));

        LedgerState state = topic.open().state();
        assertThat(state.declared()).hasSize(1);
        assertThat(state.notesOn(ORDERS)).hasSize(4);
    }

    @Test
    void bothEncodingsStandForTheSameEntries() {
        topic.initialise();
        LedgerTopic other = new LedgerTopic();
        other.initialise().close();
        Entry note = LedgerSpec.given().next(new NoteAdded(StreamId.LEDGER, "same"), null);

        topic.open(registered).append(note).join();
        try (KafkaLedger plain = KafkaLedger.open(other.settings())) {
            plain.append(note).join();

            assertThat(topic.open().state().notesOn(StreamId.LEDGER))
                    .extracting(Note::text)
                    .isEqualTo(plain.state().notesOn(StreamId.LEDGER).stream()
                            .map(Note::text)
                            .toList());
        }
    }

    private int registeredId() {
        try (SchemaRegistry registry = new SchemaRegistry(REGISTRY)) {
            return registry.lookUp(subject, EntrySchemas.current()).orElseThrow();
        }
    }

    /** Of each record the event, and the registry's id if it is framed with one. */
    private List<String> kinds() {
        LedgerState end = topic.open().state();
        return new RawTopic(embedded)
                .records().stream().map(raw -> kind(raw, end)).toList();
    }

    private static String kind(ConsumerRecord<byte[], byte[]> raw, LedgerState end) {
        return EntryCodec.decode(raw.value(), end.declared()) instanceof Decoded.Value<Entry>(Entry entry)
                ? entry.event().getClass().getSimpleName() + (raw.value()[0] == 0 ? " " + raw.value()[4] : "")
                : "garbage";
    }

    private static void addOrders(KafkaLedger ledger) {
        assertThat(ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), "")))
                .isInstanceOf(Reply.Done.class);
    }

    private static void note(KafkaLedger ledger, String text) {
        assertThat(ledger.submit(LedgerSpec.ANN, Command.of(new NoteAdded(ORDERS, text), text)))
                .isInstanceOf(Reply.Done.class);
    }

    private static LedgerState settled(KafkaLedger reader, long entries) {
        try {
            return reader.awaitMoreThan(entries - 1, Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
