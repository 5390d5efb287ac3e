package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.snapshot.SnapshotKey;
import dev.quipu.ledger.state.Fold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates the ledger's topic, looks at it, and refuses one that could forget or reorder. Thread-safe. */
final class TopicGuard {

    private static final long LOOK_AGAIN_NANOS = 20_000_000;

    private final Admin admin;
    private final KafkaSettings settings;

    TopicGuard(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** Whether the topic exists. */
    boolean exists() {
        return describe() != null;
    }

    private @Nullable TopicDescription describe() {
        DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        try {
            return AdminCalls.get(
                            admin.describeTopics(List.of(settings.topic()), options)
                                    .allTopicNames(),
                            settings)
                    .get(settings.topic());
        } catch (UnknownTopicOrPartitionException e) {
            return null;
        }
    }

    /** What the cluster says of the topic now, or null if there is none. */
    @Nullable
    TopicFacts facts() {
        TopicDescription description = describe();
        if (description == null) {
            return null;
        }
        DescribeClusterResult cluster = admin.describeCluster();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        Config config = AdminCalls.get(
                        admin.describeConfigs(List.of(resource)).all(), settings, TopicRight.DESCRIBE_CONFIGS)
                .getOrDefault(resource, new Config(List.of()));
        return new TopicFacts(
                AdminCalls.get(cluster.clusterId(), settings),
                AdminCalls.get(cluster.nodes(), settings).size(),
                description,
                config,
                description.partitions().size() == 1 ? first() : 0);
    }

    private long first() {
        TopicPartition partition = new TopicPartition(settings.topic(), 0);
        return AdminCalls.get(
                        admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                                .partitionResult(partition),
                        settings)
                .offset();
    }

    /** What a snapshot of the ledger in this topic is of. */
    SnapshotKey snapshotKey(TopicFacts facts) {
        return new SnapshotKey(facts.clusterId(), settings.topic(), facts.topicId(), Fold.RULES);
    }

    /** Creates the topic unless it exists; on three brokers or more with three replicas, two of which must have it. */
    void create() {
        create(Map.of());
    }

    /** @param instead settings that are not what a ledger needs */
    void create(Map<String, String> instead) {
        if (exists()) {
            return; // whoever may not create topics need not
        }
        int brokers = AdminCalls.get(admin.describeCluster().nodes(), settings).size();
        short replicas = (short) Math.min(3, brokers);
        Map<String, String> configs = new HashMap<>(TopicRules.REQUIRED);
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(TopicRules.MAX_RECORD));
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas < 3 ? "1" : "2");
        configs.putAll(instead);
        NewTopic topic = new NewTopic(settings.topic(), 1, replicas).configs(configs);
        try {
            AdminCalls.get(admin.createTopics(List.of(topic)).all(), settings, TopicRight.CREATE);
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

    /** Sets what is unsafe, but the kind of times, which an import that was cut off has set on purpose. */
    List<String> mend() {
        TopicFacts facts = facts();
        if (facts == null) {
            throw noTopic();
        }
        Map<String, String> needed = new HashMap<>(TopicRules.REQUIRED);
        needed.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(TopicRules.MAX_RECORD));
        needed.remove(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        List<String> unsafe = TopicRules.findings(settings, facts).stream()
                .filter(TopicFinding::unsafe)
                .map(TopicFinding::what)
                .filter(needed::containsKey)
                .toList();
        List<AlterConfigOp> ops = unsafe.stream()
                .map(name -> new AlterConfigOp(new ConfigEntry(name, needed.get(name)), AlterConfigOp.OpType.SET))
                .toList();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        AdminCalls.get(admin.incrementalAlterConfigs(Map.of(resource, ops)).all(), settings, TopicRight.ALTER_CONFIGS);
        return unsafe;
    }

    private LedgerException noTopic() {
        return new LedgerException.Unusable(
                "there is no ledger in topic %s at %s".formatted(settings.topic(), settings.bootstrapServers()),
                "Make one: quipu ledger init");
    }

    /**
     * Looks at the topic before a ledger is opened on it.
     *
     * @throws LedgerException.Unusable if there is none, or naming the setting, its value and the fix
     */
    TopicFacts check() {
        TopicFacts facts = facts();
        if (facts == null) {
            throw noTopic();
        }
        for (TopicFinding finding : TopicRules.findings(settings, facts)) {
            if (finding.unsafe()) {
                throw new LedgerException.Unusable(finding.message(), finding.nextStep());
            }
        }
        return facts;
    }
}
