package dev.quipu.ledger.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.StateHash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A new ledger on the cluster, everything that has it open, and what must hold after each fault. */
final class ClusterLedger implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LEDGERS = 3;
    private static final int CLIENTS_EACH = 2;

    private final TestCluster cluster = TestCluster.running();
    private final KafkaSettings settings = KafkaSettings.of(cluster.bootstrapServers(), "cluster-" + UUID.randomUUID());
    private final AtomicLong requests = new AtomicLong();
    private final List<KafkaLedger> opened = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Operation> history = new ArrayList<>();
    private final RemoteClient remote;

    /** The ledger with three instances in this process and one in another. */
    ClusterLedger() throws IOException {
        this(Map.of());
    }

    /** @param clientSettings of those who write */
    ClusterLedger(Map<String, String> clientSettings) throws IOException {
        assertThat(KafkaLedger.initialise(settings, "test", LedgerSpec.ANN)).isTrue();
        cluster.heal(topic());
        KafkaSettings writing = with(clientSettings);
        for (int i = 0; i < LEDGERS; i++) {
            KafkaLedger ledger = open(writing);
            for (int j = 0; j < CLIENTS_EACH; j++) {
                clients.add(new LocalClient(ledger));
            }
        }
        opened.getFirst().submit(LedgerSpec.ANN, Command.of(Events.service(Workload.SERVICE.toString()), ""));
        remote = RemoteClient.start(writing);
        clients.add(remote);
    }

    /** The settings of its clients, and these. */
    KafkaSettings with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(settings.clients());
        all.putAll(more);
        return new KafkaSettings(settings.topic(), all);
    }

    KafkaLedger open(KafkaSettings how) {
        KafkaLedger ledger = KafkaLedger.open(how);
        opened.add(ledger);
        return ledger;
    }

    String topic() {
        return settings.topic();
    }

    /** All clients at work. */
    Workload work(long seed) {
        return new Workload(clients, seed, requests);
    }

    /** Lets the cluster meet a fault, and mends it. */
    void meet(Fault fault, Runnable meanwhile) {
        fault.around(cluster, topic(), meanwhile);
    }

    /** The log as it is now. */
    LedgerLog log() {
        return LedgerLog.read(settings);
    }

    /**
     * Every acknowledged entry is in the log once, everybody has the same state, and there is one order that explains
     * all answers since the start.
     *
     * @param latest what came since the last check
     */
    void check(List<Operation> latest) {
        history.addAll(latest);
        cluster.heal(topic());
        LedgerLog log = await().atMost(PATIENCE).until(this::log, this::isStateOfAll);
        history.stream()
                .filter(operation -> operation.answer().kind() == Answer.Kind.DONE)
                .forEach(operation -> assertThat(log.outcomes(operation.answer().id()))
                        .as("%s", operation)
                        .singleElement()
                        .isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> assertThat(
                                        accepted.stamp().number())
                                .isEqualTo(operation.answer().number())));
        assertThat(LinearizabilityChecker.violations(history)).isEmpty();
    }

    private boolean isStateOfAll(LedgerLog log) {
        long entries = log.state().entries();
        String expected = entries + " " + StateHash.of(log.state());
        try (KafkaLedger again = KafkaLedger.open(settings)) {
            assertThat(new LocalClient(again).hashAt(entries))
                    .as("a fold from zero")
                    .isEqualTo(expected);
        }
        return clients.stream().allMatch(client -> client.hashAt(entries).equals(expected));
    }

    @Override
    public void close() {
        remote.close();
        opened.forEach(KafkaLedger::close);
    }
}
