package dev.quipu.ledger.kafka;

import dev.quipu.ledger.key.Keyring;
import dev.quipu.schemas.registry.RegistrySettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Where a ledger is.
 *
 * @param topic its topic
 * @param clients settings for all Kafka clients, {@code bootstrap.servers} among them; may hold secrets, so it is not
 *     printed
 * @param snapshots the folder for snapshots of the state, or null for none
 * @param registry the schema registry that entries are written for, or null to write them embedded; reading needs none
 * @param telemetry the topic beside it for forgettable reports of what targets do, or null for none
 * @param keyring what entries are signed with
 * @param seen the file that says what this machine saw of the log, or null if nothing is to be remembered
 */
public record KafkaSettings(
        String topic,
        Map<String, String> clients,
        @Nullable Path snapshots,
        @Nullable RegistrySettings registry,
        @Nullable String telemetry,
        Keyring keyring,
        @Nullable Path seen) {

    private static final String LEDGER = ".ledger";
    private static final String TELEMETRY = ".telemetry";

    private static final Set<String> NOT_NEEDED = Set.of(
            CommonClientConfigs.GROUP_ID_CONFIG,
            CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG);

    private static final Pattern USER_NAME = Pattern.compile("\\busername\\s*=\\s*\"([^\"]+)\"");

    /** Settings without snapshots, registry and keys; the topic for reports is named after the ledger's. */
    public KafkaSettings(String topic, Map<String, String> clients) {
        this(topic, clients, null, null, telemetryOf(topic), Keyring.EMPTY, null);
    }

    /** The usual name of the topic beside a ledger's: {@code quipu.telemetry} for {@code quipu.ledger}. */
    public static String telemetryOf(String topic) {
        return (topic.endsWith(LEDGER) ? topic.substring(0, topic.length() - LEDGER.length()) : topic) + TELEMETRY;
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
        return new KafkaSettings(topic, clients, folder, registry, telemetry, keyring, seen);
    }

    /** These settings, with entries written for {@code other}, or embedded if that is null. */
    public KafkaSettings withRegistry(@Nullable RegistrySettings other) {
        return new KafkaSettings(topic, clients, snapshots, other, telemetry, keyring, seen);
    }

    /** These settings, with reports in topic {@code other}, or nowhere if that is null. */
    public KafkaSettings withTelemetry(@Nullable String other) {
        return new KafkaSettings(topic, clients, snapshots, registry, other, keyring, seen);
    }

    /** These settings, with entries signed by {@code other}. */
    public KafkaSettings withKeyring(Keyring other) {
        return new KafkaSettings(topic, clients, snapshots, registry, telemetry, other, seen);
    }

    /** These settings, with what this machine sees of the log remembered in {@code file}. */
    public KafkaSettings withSeen(Path file) {
        return new KafkaSettings(topic, clients, snapshots, registry, telemetry, keyring, file);
    }

    /** Where the brokers are, as written in the settings. */
    public String bootstrapServers() {
        return clients.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "(no bootstrap.servers)");
    }

    /** Whether the clients use neither TLS nor a login. */
    boolean isUnsecured() {
        String protocol = clients.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        return protocol == null || protocol.equalsIgnoreCase(CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    }

    /** The name that the clients log in with, or null if they have none or another way than a password. */
    @Nullable
    String userName() {
        Matcher name = USER_NAME.matcher(clients.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, ""));
        return name.find() ? name.group(1) : null;
    }

    /**
     * These settings with what a client can't do without, such as acknowledgements weaker than which would lose
     * entries. None needs groups or transactions, so nobody needs rights on them.
     */
    public Map<String, Object> with(Map<String, Object> needed) {
        Map<String, Object> all = new HashMap<>(clients);
        all.keySet().removeAll(NOT_NEEDED);
        all.putAll(needed);
        return all;
    }

    @Override
    public String toString() {
        return topic + " at " + bootstrapServers();
    }
}
