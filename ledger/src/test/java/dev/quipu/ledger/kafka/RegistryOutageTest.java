package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.schemas.registry.Authentication;
import dev.quipu.schemas.registry.FrontServer;
import dev.quipu.schemas.registry.RegistryServer;
import dev.quipu.schemas.registry.RegistrySettings;
import dev.quipu.schemas.registry.TlsSettings;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistryOutageTest {

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    private final RawTopic raw = new RawTopic(topic.settings());

    @Test
    void stopsNobodyWhoHasWrittenBeforeAndNobodyWhoReads() throws Exception {
        KafkaLedger reader = topic.initialise();
        RegistryServer server = RegistryServer.start();
        KafkaSettings settings = topic.settings().withRegistry(server.settings());
        KafkaLedger writer = topic.open(settings);
        assertAccepted(writer, note(1));

        server.close();

        assertAccepted(writer, note(2));
        KafkaLedger late = topic.open(settings);
        assertThat(late.state().notesOn(StreamId.LEDGER)).hasSize(2);
        assertRefused(late, note(3), "no schema registry answers at " + server.api());
        assertThat(raw.records()).as("nothing is half-written").hasSize(4);
        try (RegistryServer again = RegistryServer.start(server.port())) {
            assertThat(again.api()).isEqualTo(server.api());
            assertAccepted(late, note(3));
        }
        assertAccepted(reader, note(4));
    }

    @Test
    void atTheStartMakesNoDifferenceToALedgersFirstEntry() {
        KafkaSettings nobody = topic.settings().withRegistry(RegistrySettings.of("http://127.0.0.1:1"));

        assertThat(KafkaLedger.initialise(nobody, "test", LedgerSpec.ANN)).isTrue();
        assertRefused(topic.open(nobody), note(1), "nothing was written: no schema registry answers");
        assertThat(raw.records()).hasSize(1);
    }

    @Test
    void ofOneInstanceIsNotNoticed() {
        topic.initialise();
        RegistrySettings two = RegistrySettings.of(
                "http://127.0.0.1:1," + RegistryServer.shared().api());

        assertAccepted(topic.open(topic.settings().withRegistry(two)), note(1));
    }

    @Test
    void isSaidToBeOneOfCredentialsIfItIs() {
        topic.initialise();
        try (FrontServer front = FrontServer.always(401, "{\"error_code\": 401, \"message\": \"no\"}")) {
            RegistrySettings settings =
                    RegistrySettings.of(front.url().toString()).with(new Authentication.Basic("ann", () -> "geheim"));

            assertRefused(
                    topic.open(topic.settings().withRegistry(settings)), note(1), "refuses the credentials (401)");
            assertThat(raw.records()).hasSize(1);
        }
    }

    @Test
    void canBeAFileOfCertificatesThatIsNotThere() {
        topic.initialise();
        TlsSettings tls = new TlsSettings(new TlsSettings.Store(Path.of("missing.pem"), null), null);
        RegistrySettings settings = RegistrySettings.of("https://127.0.0.1:1").with(tls);

        assertRefused(
                topic.open(topic.settings().withRegistry(settings)), note(1), "missing.pem can't be used for TLS");
    }

    private static void assertAccepted(KafkaLedger ledger, Entry entry) {
        assertThat(ledger.append(entry).join()).isInstanceOf(Outcome.Accepted.class);
    }

    private static void assertRefused(KafkaLedger ledger, Entry entry, String message) {
        assertThatThrownBy(() -> ledger.append(entry).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(LedgerException.Unavailable.class, e -> assertThat(e.nextStep())
                        .isNotBlank())
                .hasMessageContaining(message);
    }

    private static Entry note(int number) {
        NoteAdded event = new NoteAdded(StreamId.LEDGER, "remark " + number);
        Entry entry = LedgerSpec.given().next(event, null);
        return new Entry(new UUID(9, number), entry.at(), entry.actor(), entry.stream(), null, null, null, event);
    }
}
