package dev.quipu.ledger.kafka;

import dev.quipu.schemas.registry.RegistrySettings;
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
 * @param registry the schema registry that entries are written for, or null to write them embedded; reading needs none
 */
public record KafkaSettings(
        String topic,
        Map<String, String> clients,
        @Nullable Path snapshots,
        @Nullable RegistrySettings registry) {

    /** Settings without snapshots and registry. */
    public KafkaSettings(String topic, Map<String, String> clients) {
        this(topic, clients, null, null);
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
        return new KafkaSettings(topic, clients, folder, registry);
    }

    /** These settings, with entries written for {@code other}, or embedded if that is null. */
    public KafkaSettings withRegistry(@Nullable RegistrySettings other) {
        return new KafkaSettings(topic, clients, snapshots, other);
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
