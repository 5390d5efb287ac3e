package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenLedgerTest {

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    @Test
    void makesALedgerOnce() {
        KafkaLedger ledger = topic.initialise();

        assertThat(KafkaLedger.initialise(topic.settings(), "again", LedgerSpec.ANN))
                .isFalse();
        assertThat(ledger.state().opened()).isNotNull().satisfies(opened -> assertThat(opened.name())
                .isEqualTo("test"));
    }

    @Test
    void makesOneLedgerForAllWhoAskAtTheSameTime() {
        List<Boolean> made = Stream.generate(topic::settings)
                .limit(6)
                .parallel()
                .map(settings -> KafkaLedger.initialise(settings, "test", LedgerSpec.ANN))
                .toList();

        assertThat(made).containsOnlyOnce(true);
        assertThat(topic.open().state().opened()).isNotNull();
    }

    @Test
    void findsWhatWasThereWhenItIsOpenedAgain() {
        KafkaLedger.initialise(topic.settings(), "test", LedgerSpec.ANN);
        try (KafkaLedger ledger = KafkaLedger.open(topic.settings())) {
            ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), ""));
        }

        assertThat(topic.open().state().service(Events.ORDERS)).isNotNull();
    }

    @Test
    void saysThatThereIsNone() {
        assertThatThrownBy(topic::open).isInstanceOfSatisfying(LedgerException.Unusable.class, e -> {
            assertThat(e.getMessage())
                    .contains("there is no ledger in topic " + topic.settings().topic());
            assertThat(e.nextStep()).contains("quipu ledger init");
        });
    }

    @Test
    void refusesCommandsUntilItIsInitialised() throws Exception {
        new TopicCreation(topic.settings()).run();

        Reply<String> reply = topic.open().submit(LedgerSpec.ANN, Command.of(Events.service("orders"), ""));

        assertThat(Replies.refusal(reply).message()).contains("not initialised");
    }

    @Test
    void wordsWhatKafkaRefuses() {
        KafkaSettings settings = KafkaSettings.of(TestBroker.bootstrapServers(), "no topic/name");

        assertThatThrownBy(() -> KafkaLedger.initialise(settings, "test", LedgerSpec.ANN))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContaining("refuses topic no topic/name");
        assertThatThrownBy(() -> KafkaLedger.open(settings)).isInstanceOf(LedgerException.Unusable.class);
    }

    /** The topic without its first entry, as a process leaves it that dies in between. */
    private record TopicCreation(KafkaSettings settings) {
        void run() throws Exception {
            RawTopic raw = new RawTopic(settings);
            raw.create(1);
            raw.set("retention.ms", "-1");
            raw.set("message.timestamp.type", "LogAppendTime");
            raw.set("max.message.bytes", Integer.toString(5 * 1024 * 1024));
        }
    }
}
