package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.key.Keyring;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.StateHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A topic of one test, for a {@code @RegisterExtension} field. After the test, the topic is folded once more from its
 * start, and every ledger that the test opened must have reached the same state.
 */
public final class LedgerTopic implements AfterEachCallback {

    private final KafkaSettings settings;
    private final List<KafkaLedger> opened = new ArrayList<>();
    private boolean broken;

    /** A topic that doesn't exist yet, on the broker of all tests. */
    public LedgerTopic() {
        this(Keyring.EMPTY);
    }

    /** The same, with entries signed: the ledger has identities if there is a key of {@link LedgerSpec#ANN}. */
    public LedgerTopic(Keyring keys) {
        this.settings = KafkaSettings.of(TestBroker.bootstrapServers(), TestBroker.freshTopic())
                .withKeyring(keys);
    }

    /** Where it is. */
    public KafkaSettings settings() {
        return settings;
    }

    /** A new ledger. */
    public KafkaLedger initialise() {
        assertThat(KafkaLedger.initialise(settings, "test", LedgerSpec.ANN)).isTrue();
        return open();
    }

    /** One more view of it, closed after the test. */
    public KafkaLedger open() {
        return open(settings);
    }

    /** One more view of it with settings of its own, closed after the test. */
    public KafkaLedger open(KafkaSettings like) {
        KafkaLedger ledger = KafkaLedger.open(like);
        opened.add(ledger);
        return ledger;
    }

    /** From here on no ledger can be opened on the topic, as the test wants it. */
    public void isBroken() {
        broken = true;
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        try {
            if (!broken && !opened.isEmpty()) {
                refold();
            }
        } finally {
            opened.forEach(KafkaLedger::close);
            opened.clear();
        }
    }

    private void refold() throws InterruptedException {
        try (KafkaLedger again = KafkaLedger.open(settings)) {
            LedgerState expected = again.state();
            for (KafkaLedger ledger : opened) {
                LedgerState reached = ledger.awaitMoreThan(expected.entries() - 1, Duration.ofSeconds(10));
                assertThat(reached.entries()).isEqualTo(expected.entries());
                assertThat(StateHash.of(reached)).isEqualTo(StateHash.of(expected));
            }
        }
    }
}
