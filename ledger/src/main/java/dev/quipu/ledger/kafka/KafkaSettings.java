package dev.quipu.ledger.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where a ledger is.
 *
 * @param topic its topic
 * @param clients settings for all Kafka clients, {@code bootstrap.servers} among them; may hold secrets, so it is not
 *     printed
 */
public record KafkaSettings(String topic, Map<String, String> clients) {

    /** Settings of an unsecured cluster. */
    public static KafkaSettings of(String bootstrapServers, String topic) {
        return new KafkaSettings(topic, Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** A copy that nobody changes. */
    public KafkaSettings {
        clients = Map.copyOf(clients);
    }

    /** Where the brokers are, as written in the settings. */
    public String bootstrapServers() {
        return clients.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "(no bootstrap.servers)");
    }

    /** These settings with what the ledger can't do without: weaker acknowledgements would lose entries. */
    Map<String, Object> with(Map<String, Object> needed) {
        Map<String, Object> all = new HashMap<>(clients);
        all.putAll(needed);
        return all;
    }

    @Override
    public String toString() {
        return topic + " at " + bootstrapServers();
    }
}
