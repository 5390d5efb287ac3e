package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.schemas.EntrySchemas;
import dev.quipu.schemas.registry.FrontServer;
import dev.quipu.schemas.registry.RegistrySettings;
import java.time.Duration;
import java.util.UUID;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What others may write in the name of a registry. */
class DeclaredSchemasTest {

    private static final String LEDGER = "ledger";
    private static final long FINGERPRINT = SchemaNormalization.parsingFingerprint64(EntrySchemas.current());
    private static final long NEWER = 0x0123456789abcdefL;

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    private final RawTopic raw = new RawTopic(topic.settings());

    @BeforeEach
    void initialise() {
        topic.initialise();
    }

    @Test
    void areNeededBeforeAnIdMeansAnything() throws Exception {
        raw.write(LEDGER, EntryCodec.encode(note(1), 7));
        raw.write(LEDGER, EntryCodec.encode(declared(2, 7, FINGERPRINT)));
        raw.write(LEDGER, EntryCodec.encode(note(3), 7));
        raw.write(LEDGER, EntryCodec.encode(note(4), 8));

        LedgerState state = topic.open().awaitMoreThan(4, Duration.ofSeconds(10));

        assertThat(state.voids()).isEqualTo(2);
        assertThat(state.notesOn(StreamId.LEDGER)).hasSize(1);
    }

    @Test
    void areNotChangedByALaterOne() throws Exception {
        raw.write(LEDGER, EntryCodec.encode(declared(1, 7, FINGERPRINT)));
        raw.write(LEDGER, EntryCodec.encode(declared(2, 7, NEWER)));
        raw.write(LEDGER, EntryCodec.encode(note(3), 7));

        LedgerState state = topic.open().awaitMoreThan(3, Duration.ofSeconds(10));

        assertThat(state.voids()).isEqualTo(1);
        assertThat(state.notesOn(StreamId.LEDGER)).hasSize(1);
    }

    @Test
    void ofANewerBuildStopAReaderWhereTheyAreUsed() throws Exception {
        KafkaLedger reader = topic.open();
        raw.write(LEDGER, EntryCodec.encode(declared(1, 7, NEWER)));
        assertThat(reader.awaitMoreThan(1, Duration.ofSeconds(10)).declared()).containsEntry(7, NEWER);
        long offset = raw.write(LEDGER, EntryCodec.encode(note(2), 7));
        topic.isBroken();

        await().untilAsserted(() -> assertThatThrownBy(reader::state)
                .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                        .contains("newer Quipu"))
                .hasMessageContaining("doesn't know (0123456789abcdef) at offset " + offset));
    }

    @Test
    void ofAnotherRegistryKeepAWriterOut() throws Exception {
        raw.write(LEDGER, EntryCodec.encode(declared(1, 7, NEWER)));
        try (FrontServer other = FrontServer.always(200, "{\"id\": 7}")) {
            KafkaLedger writer = topic.open(topic.settings()
                    .withRegistry(RegistrySettings.of(other.url().toString())));

            assertThatThrownBy(() -> writer.append(note(2)).join())
                    .cause()
                    .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                            .contains("registry.url"))
                    .hasMessageContaining("schema id 7")
                    .hasMessageContaining("0123456789abcdef");
            assertThat(raw.records()).hasSize(2);
        }
    }

    private static Entry declared(int number, int id, long fingerprint) {
        SchemaDeclared event = new SchemaDeclared(id, fingerprint);
        return entry(number, LedgerSpec.given().next(event, null));
    }

    private static Entry note(int number) {
        return entry(number, LedgerSpec.given().next(new NoteAdded(StreamId.LEDGER, "remark " + number), null));
    }

    private static Entry entry(int number, Entry like) {
        return new Entry(new UUID(9, number), like.at(), like.actor(), like.stream(), null, null, null, like.event());
    }
}
