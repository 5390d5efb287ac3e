package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.local.EmbeddedBroker;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BrokerOutageTest {

    private static final Entry NOTE = LedgerSpec.given().next(new NoteAdded(StreamId.LEDGER, "remark"), null);

    @TempDir
    private Path folder;

    @Test
    void losesNothingAndCountsNothingTwice() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers(), "ledger");
        KafkaLedger.initialise(settings, "test", LedgerSpec.ANN);
        try (KafkaLedger ledger = KafkaLedger.open(settings)) {
            ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), ""));
            broker.close();
            CompletableFuture<Outcome> underWay =
                    CompletableFuture.supplyAsync(() -> ledger.append(NOTE).join());
            assertThat(ledger.isReachable(Duration.ofSeconds(1))).isFalse();
            assertThat(ledger.state().opened())
                    .as("what was read stays readable")
                    .isNotNull();

            try (EmbeddedBroker again = EmbeddedBroker.start(folder, broker.port())) {
                assertThat(again.bootstrapServers()).isEqualTo(broker.bootstrapServers());
                assertThat(underWay.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
                assertThat(ledger.append(NOTE).get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Voided.class);
                assertThat(ledger.state().notesOn(StreamId.LEDGER)).hasSize(1);
                try (KafkaLedger reopened = KafkaLedger.open(settings)) {
                    assertThat(reopened.state()).isEqualTo(ledger.state());
                }
            }
        }
    }

    /** The time limit is the point: nobody waits a minute at a prompt for a wrong port. */
    @Test
    @Timeout(30)
    void isNoticedWhenALedgerIsOpened() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        KafkaSettings settings = KafkaSettings.of("127.0.0.1:" + unused, "ledger");

        assertThatThrownBy(() -> KafkaLedger.open(settings))
                .isInstanceOfSatisfying(LedgerException.Unavailable.class, e -> assertThat(e.nextStep())
                        .contains("QUIPU_BOOTSTRAP_SERVERS"))
                .hasMessage("no Kafka broker answers at 127.0.0.1:" + unused);
    }

    @Test
    void isNoticedWhenTheAddressIsNone() {
        assertThatThrownBy(() -> KafkaLedger.open(KafkaSettings.of("no-such-host.invalid:9092", "ledger")))
                .isInstanceOf(LedgerException.Unavailable.class)
                .hasMessageContaining("no-such-host.invalid:9092");
        assertThatThrownBy(() -> KafkaLedger.open(KafkaSettings.of("localhost", "ledger")))
                .isInstanceOf(LedgerException.Unavailable.class)
                .hasMessageContaining("localhost");
    }
}
