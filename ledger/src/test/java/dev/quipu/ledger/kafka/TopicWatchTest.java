package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicWatchTest {

    /**
     * Kafka's client repeats a question about a topic that goes away meanwhile until its time is over, which is 10 s.
     */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(30);

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    private final RawTopic raw = new RawTopic(topic.settings());
    private final KafkaLedger ledger;

    TopicWatchTest() {
        KafkaLedger.initialise(topic.settings(), "test", LedgerSpec.ANN);
        ledger = KafkaLedger.open(topic.settings(), Duration.ofMillis(20));
    }

    @BeforeEach
    void allIsWell() {
        assertThat(ledger.findings()).isEmpty();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void noticesASettingThatLosesEntriesAndThatItIsMended() throws Exception {
        raw.set("retention.ms", "604800000");

        await().untilAsserted(
                        () -> assertThat(ledger.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.unsafe()).isTrue();
                            assertThat(finding.message())
                                    .contains("retention.ms is 604800000 (from DYNAMIC_TOPIC_CONFIG)");
                            assertThat(finding.nextStep()).contains("--add-config retention.ms=-1");
                        }));
        ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), ""));

        raw.set("retention.ms", "-1");
        await().until(() -> ledger.findings().isEmpty());
        assertThat(ledger.state().service(Events.ORDERS)).isNotNull();
    }

    @Test
    void noticesThatAcknowledgedEntriesAreNotFlushed() throws Exception {
        raw.set("flush.messages", "100");

        await().untilAsserted(() -> assertThat(ledger.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.unsafe()).isFalse())
                .satisfies(finding -> assertThat(finding.message()).contains("a power cut may lose")));
    }

    @Test
    void stopsWhenTheTopicIsMadeAnew() throws Exception {
        raw.delete();
        await().until(() -> {
            try {
                return KafkaLedger.initialise(topic.settings(), "anew", LedgerSpec.ANN);
            } catch (LedgerException e) {
                return false;
            }
        });

        await().atMost(NOTICED_WITHIN).untilAsserted(() -> assertThatThrownBy(ledger::state)
                .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                        .isNotBlank()));
        assertThatThrownBy(() -> ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), "")))
                .isInstanceOf(LedgerException.Unusable.class);
    }

    @Test
    void stopsWhenTheTopicIsDeleted() throws Exception {
        raw.delete();

        await().atMost(NOTICED_WITHIN).untilAsserted(() -> assertThatThrownBy(ledger::state)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContaining("was deleted while it was open"));
    }
}
