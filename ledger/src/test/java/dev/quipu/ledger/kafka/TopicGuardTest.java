package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicGuardTest {

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    private final RawTopic raw = new RawTopic(topic.settings());

    @ParameterizedTest
    @CsvSource({
        "retention.ms, 604800000, -1",
        "retention.bytes, 1000000, -1",
        "cleanup.policy, compact, delete",
        "cleanup.policy, 'compact,delete', delete",
        "message.timestamp.type, CreateTime, LogAppendTime",
        "max.message.bytes, 1048588, 5242880"
    })
    void refusesASettingThatCouldLoseEntries(String name, String value, String needed) throws Exception {
        KafkaLedger.initialise(topic.settings(), "test", LedgerSpec.ANN);

        raw.set(name, value);

        await().untilAsserted(() -> assertThatThrownBy(this::openAndClose)
                .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> {
                    assertThat(e.getMessage())
                            .contains(name + " is " + value + " (from DYNAMIC_TOPIC_CONFIG)")
                            .contains("needs " + needed);
                    assertThat(e.nextStep())
                            .contains("kafka-configs.sh")
                            .contains("--add-config " + name + "=" + needed)
                            .contains(topic.settings().topic());
                }));
    }

    @Test
    void refusesATopicThatWasMadeWithTheClustersDefaults() throws Exception {
        raw.create(1);

        assertThatThrownBy(topic::open)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContaining("is CreateTime (from DEFAULT_CONFIG), and a ledger needs LogAppendTime");
    }

    @Test
    void refusesASecondPartition() throws Exception {
        raw.create(2);

        assertThatThrownBy(topic::open)
                .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                        .contains("quipu ledger init"))
                .hasMessageContaining("has 2 partitions, and a ledger has one");
        assertThatThrownBy(() -> KafkaLedger.initialise(topic.settings(), "test", LedgerSpec.ANN))
                .isInstanceOf(LedgerException.Unusable.class);
    }

    @Test
    void refusesATopicWhoseFirstRecordsAreGone() throws Exception {
        try (KafkaLedger ledger = topic.initialise()) {
            ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), ""));
        }
        topic.isBroken();

        raw.deleteRecordsBefore(1);

        assertThatThrownBy(topic::open)
                .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                        .contains("backup"))
                .hasMessageContaining(
                        "the first 1 records of topic " + topic.settings().topic() + " were deleted");
    }

    private void openAndClose() {
        KafkaLedger.open(topic.settings()).close();
    }
}
