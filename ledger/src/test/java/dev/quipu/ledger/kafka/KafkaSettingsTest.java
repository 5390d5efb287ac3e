package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    private static final KafkaSettings SETTINGS = new KafkaSettings(
            "ledger", Map.of("bootstrap.servers", "kafka:9092", "sasl.jaas.config", "secret", "acks", "1"));

    @Test
    void neverWeakenWhatTheLedgerNeeds() {
        assertThat(SETTINGS.with(Map.of("acks", "all")))
                .containsEntry("acks", "all")
                .containsEntry("bootstrap.servers", "kafka:9092");
    }

    @Test
    void leaveOutWhatNeedsRightsThatNobodyNeeds() {
        KafkaSettings settings =
                new KafkaSettings("ledger", Map.of("group.id", "a", "group.instance.id", "b", "transactional.id", "c"));
        assertThat(settings.with(Map.of())).isEmpty();
    }

    @Test
    void keepTheirSecrets() {
        assertThat(SETTINGS).hasToString("ledger at kafka:9092");
    }
}
