package dev.quipu.ledger.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.StateHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two of three brokers are out, so {@code min.insync.replicas} is unmet. */
class NotDurableTest {

    private final TestCluster cluster = TestCluster.running();
    private final KafkaSettings settings = new KafkaSettings(
            "not-durable-" + UUID.randomUUID(),
            Map.of("bootstrap.servers", cluster.bootstrapServers(), "delivery.timeout.ms", "4000"));
    private KafkaLedger ledger;
    private KafkaLedger other;

    @BeforeEach
    void open() {
        KafkaLedger.initialise(KafkaSettings.of(cluster.bootstrapServers(), settings.topic()), "test", LedgerSpec.ANN);
        cluster.heal(settings.topic());
        ledger = KafkaLedger.open(settings);
        other = KafkaLedger.open(settings);
    }

    @AfterEach
    void close() {
        ledger.close();
        other.close();
        cluster.heal(settings.topic());
    }

    @Test
    void isSaidAndSendingAgainIsSafe() throws Exception {
        Entry early = note("sent while the leader believes in its followers");
        Entry late = note("sent when it knows better");
        List<Integer> followers = cluster.followers(settings.topic());

        followers.forEach(cluster::killBroker);
        CompletableFuture<Outcome> first = ledger.append(early);
        cluster.awaitInSync(settings.topic(), 1);
        CompletableFuture<Outcome> second = ledger.append(late);
        CompletableFuture<Object> third = CompletableFuture.supplyAsync(
                () -> other.submit(LedgerSpec.ANN, Command.of(note("by command").event(), "")));
        assertThat(List.of(first, second, third)).allSatisfy(NotDurableTest::isNotDurable);
        followers.forEach(cluster::startBroker);

        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> other.append(note("they are back")).get() instanceof Outcome.Accepted);
        assertThat(answer(ledger, early)).isInstanceOf(Outcome.Accepted.class);
        assertThat(answer(ledger, late)).isInstanceOf(Outcome.Accepted.class);
        other.awaitMoreThan(ledger.state().entries() - 1, Duration.ofMinutes(1));
        assertThat(answer(other, late))
                .isInstanceOfSatisfying(Outcome.Voided.class, voided -> assertThat(voided.reason())
                        .isEqualTo(new Refusal.Duplicate(late.id())));
        isInTheLogOnce(early);
        isInTheLogOnce(late);
    }

    private static Entry note(String text) {
        NoteAdded event = new NoteAdded(StreamId.LEDGER, text);
        return new Entry(UUID.randomUUID(), Instant.EPOCH, LedgerSpec.ANN, event.stream(), null, null, null, event);
    }

    private static void isNotDurable(CompletableFuture<?> outcome) {
        assertThat(outcome)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(LedgerException.NotDurable.class)
                .withMessageContaining("is not durable and not acknowledged: 1 of the 2 replicas that must have it");
    }

    private static Outcome answer(KafkaLedger ledger, Entry entry)
            throws ExecutionException, InterruptedException, TimeoutException {
        return ledger.append(entry).get(1, TimeUnit.MINUTES);
    }

    private void isInTheLogOnce(Entry entry) {
        LedgerLog log = LedgerLog.read(settings);
        assertThat(log.outcomes(entry.id()))
                .filteredOn(Outcome.Accepted.class::isInstance)
                .hasSize(1);
        for (KafkaLedger each : List.of(ledger, other)) {
            assertThat(new LocalClient(each).hashAt(log.state().entries()))
                    .isEqualTo(log.state().entries() + " " + StateHash.of(log.state()));
        }
    }
}
