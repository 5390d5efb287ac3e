package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.snapshot.SnapshotKey;
import dev.quipu.ledger.state.Fold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the ledger's topic, and refuses one that could forget or reorder: the settings that count are the effective
 * ones, wherever they come from.
 */
final class TopicGuard {

    private static final int MAX_RECORD = 5 * 1024 * 1024;

    /** Settings without which a topic is no ledger. */
    private static final Map<String, String> REQUIRED = new TreeMap<>(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1",
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));

    private static final long LOOK_AGAIN_NANOS = 20_000_000;

    private final Admin admin;
    private final KafkaSettings settings;

    TopicGuard(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** Whether the topic exists. */
    boolean exists() {
        try {
            return AdminCalls.get(
                            admin.describeTopics(List.of(settings.topic())).allTopicNames(), settings)
                    .containsKey(settings.topic());
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }

    /** What a snapshot of the ledger in this topic is of. */
    SnapshotKey snapshotKey() {
        String cluster = AdminCalls.get(admin.describeCluster().clusterId(), settings);
        TopicDescription topic = AdminCalls.get(
                        admin.describeTopics(List.of(settings.topic())).allTopicNames(), settings)
                .get(settings.topic());
        return new SnapshotKey(
                cluster, settings.topic(), topic == null ? "" : topic.topicId().toString(), Fold.RULES);
    }

    /** Creates the topic unless it exists; on three brokers or more with three replicas, two of which must have it. */
    void create() {
        create(Map.of());
    }

    /** @param instead settings that are not what a ledger needs */
    void create(Map<String, String> instead) {
        int brokers = AdminCalls.get(admin.describeCluster().nodes(), settings).size();
        short replicas = (short) Math.min(3, brokers);
        Map<String, String> configs = new HashMap<>(REQUIRED);
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD));
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas < 3 ? "1" : "2");
        configs.putAll(instead);
        NewTopic topic = new NewTopic(settings.topic(), 1, replicas).configs(configs);
        try {
            AdminCalls.get(admin.createTopics(List.of(topic)).all(), settings);
        } catch (TopicExistsException e) {
            // somebody else was faster, or it was there: check() looks at it
        }
        awaitExistence();
    }

    /** The controller answers as soon as the topic is written down; the brokers hear of it a moment later. */
    private void awaitExistence() {
        long deadline = System.nanoTime() + AdminCalls.TIMEOUT.toNanos();
        while (!exists() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** @throws LedgerException.Unusable naming the setting, its value and the fix */
    void check() {
        checkPartitions();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        AdminCalls.get(admin.describeConfigs(List.of(resource)).all(), settings)
                .values()
                .forEach(this::check);
    }

    private void check(Config config) {
        REQUIRED.forEach((name, value) -> require(config, name, value));
        ConfigEntry max = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (max != null && Integer.parseInt(max.value()) < MAX_RECORD) {
            throw unusable(max.name(), max.value(), max.source(), Integer.toString(MAX_RECORD));
        }
    }

    private void checkPartitions() {
        TopicDescription description = AdminCalls.get(
                        admin.describeTopics(List.of(settings.topic())).allTopicNames(), settings)
                .get(settings.topic());
        int partitions = description == null ? 0 : description.partitions().size();
        if (partitions != 1) {
            throw new LedgerException.Unusable(
                    "topic %s has %d partitions, and a ledger has one: the order of its entries is what counts"
                            .formatted(settings.topic(), partitions),
                    "Choose another topic (ledger.topic), and run: quipu ledger init");
        }
    }

    private void require(Config config, String name, String value) {
        ConfigEntry entry = config.get(name);
        if (entry != null && !value.equals(entry.value())) {
            throw unusable(name, entry.value(), entry.source(), value);
        }
    }

    private LedgerException unusable(String name, String actual, ConfigEntry.ConfigSource source, String needed) {
        return new LedgerException.Unusable(
                "topic %s could lose or reorder entries: %s is %s (from %s), and a ledger needs %s"
                        .formatted(settings.topic(), name, actual, source, needed),
                cutOff(name)
                        + "Set it: kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                                .formatted(settings.bootstrapServers(), settings.topic(), name, needed));
    }

    private static String cutOff(String name) {
        return name.equals(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                ? "If an import was cut off, run it again: it goes on where it ended. Otherwise: "
                : "";
    }
}
