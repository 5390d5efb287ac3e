package dev.quipu.consumers.spring;

import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.KeyFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a service's agent.
 *
 * @param enabled whether there is an agent
 * @param kafka settings of Kafka's clients; {@code bootstrap.servers} is needed
 * @param ledger where in that Kafka the ledger is
 * @param targets the service's databases
 * @param require changes, such as {@code orders/7}, without which the service doesn't start
 * @param requireWithin how long to wait for them
 * @param maxSessions how many targets may have a session at the same time, with two connections each
 */
@ConfigurationProperties("quipu")
public record QuipuProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Map<String, String> kafka,
        @DefaultValue LedgerSettings ledger,
        @DefaultValue List<Target> targets,
        @DefaultValue List<String> require,
        @DefaultValue("5m") Duration requireWithin,
        @DefaultValue("20") int maxSessions) {

    /**
     * Where the ledger is.
     *
     * @param topic its topic
     * @param snapshots a folder for what has been read of it, so that the next start reads only the rest; or null
     * @param keys the folder with the agents' keys, {@code agent:<service>@<name>.key} each; or null, where the ledger
     *     has no identities
     * @param seen the file that says what this machine saw of the ledger, so that a rewritten one is refused; or null
     */
    public record LedgerSettings(
            @DefaultValue("quipu.ledger") String topic,
            @Nullable Path snapshots,
            @Nullable Path keys,
            @Nullable Path seen) {

        /** These settings, with those of Kafka's clients. */
        KafkaSettings with(Map<String, String> kafka) {
            KafkaSettings settings = new KafkaSettings(topic, kafka);
            settings = snapshots == null ? settings : settings.withSnapshots(snapshots);
            settings = keys == null ? settings : settings.withKeyring(new KeyFolder(keys, null));
            return seen == null ? settings : settings.withSeen(seen);
        }
    }

    /**
     * One database. What is not said of it is as in {@code spring.datasource}.
     *
     * @param name such as {@code orders@eu-1}
     * @param url for JDBC, without credentials
     * @param user that owns what the changes change
     * @param password of that user
     * @param passwordFile a file with the password, read at each connect
     */
    public record Target(
            String name,
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable Path passwordFile) {

        @Override
        public String toString() {
            return name + " at " + url;
        }
    }

    /** Without the settings of Kafka's clients, which may hold secrets. */
    @Override
    public String toString() {
        return "agent of " + targets;
    }
}
