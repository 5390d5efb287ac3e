package dev.quipu.ledger.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Where a ledger is.
 *
 * @param topic its topic
 * @param clients settings for all Kafka clients, {@code bootstrap.servers} among them; may hold secrets, so it is not
 *     printed
 * @param snapshots the folder for snapshots of the state, or null for none
 */
public record KafkaSettings(
        String topic, Map<String, String> clients, @Nullable Path snapshots) {

    /** Settings without snapshots. */
    public KafkaSettings(String topic, Map<String, String> clients) {
        this(topic, clients, null);
    }

    /** Settings of an unsecured cluster. */
    public static KafkaSettings of(String bootstrapServers, String topic) {
        return new KafkaSettings(topic, Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** A copy that nobody changes. */
    public KafkaSettings {
        clients = Map.copyOf(clients);
    }

    /** These settings, with snapshots in {@code folder}. */
    public KafkaSettings withSnapshots(Path folder) {
        return new KafkaSettings(topic, clients, folder);
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
