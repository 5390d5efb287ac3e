package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** A topic that takes the times of the records it is filled with, until it is a ledger. */
final class TopicFilling {

    private static final String FOREVER = Long.toString(Long.MAX_VALUE);

    /** Under which times of long ago are taken as they are. */
    private static final Map<String, String> FILLING = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime",
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, FOREVER,
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, FOREVER);

    private static final long LOOK_AGAIN_NANOS = 20_000_000;

    private final Admin admin;
    private final KafkaSettings settings;
    private final ConfigResource resource;

    TopicFilling(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
        this.resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
    }

    /**
     * Creates the topic, takes an empty one, or one whose filling was cut off.
     *
     * @throws LedgerException.Unusable if it holds records that no import wrote
     */
    void prepare() {
        TopicGuard guard = new TopicGuard(admin, settings);
        if (!guard.exists()) {
            guard.create(FILLING);
        }
        requireSafe(guard);
        if (type().equals("CreateTime")) {
            return;
        }
        if (!isEmpty()) {
            throw new LedgerException.Unusable(
                    "topic %s is not empty".formatted(settings.topic()),
                    "Import into a topic that is empty or doesn't exist (ledger.topic).");
        }
        alter(FILLING.entrySet().stream()
                .map(setting -> set(setting.getKey(), setting.getValue()))
                .toList());
        await("CreateTime");
    }

    /** Records of long ago go in, which a retention would delete. */
    private void requireSafe(TopicGuard guard) {
        TopicFacts facts = guard.facts();
        if (facts == null) {
            throw AdminCalls.unreachable(settings, new TimeoutException("the new topic isn't known yet"));
        }
        for (TopicFinding finding : TopicRules.findings(settings, facts)) {
            if (finding.unsafe() && !finding.what().equals(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)) {
                throw new LedgerException.Unusable(finding.message(), finding.nextStep());
            }
        }
    }

    /** From now on the broker says when a record came. */
    void finish() {
        alter(List.of(
                set(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"),
                unset(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG),
                unset(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG)));
        await("LogAppendTime");
    }

    /** The controller answers as soon as a setting is written down; the brokers hear of it a moment later. */
    private void await(String type) {
        long deadline = System.nanoTime() + AdminCalls.TIMEOUT.toNanos();
        while (!type().equals(type) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        if (!type().equals(type)) {
            throw AdminCalls.unreachable(settings, new TimeoutException("the topic's settings don't change"));
        }
    }

    private String type() {
        Config config = AdminCalls.get(
                        admin.describeConfigs(List.of(resource)).all(), settings, TopicRight.DESCRIBE_CONFIGS)
                .get(resource);
        ConfigEntry entry = config == null ? null : config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        return entry == null ? "" : entry.value();
    }

    private boolean isEmpty() {
        TopicPartition partition = new TopicPartition(settings.topic(), 0);
        ListOffsetsResult offsets = admin.listOffsets(Map.of(partition, OffsetSpec.latest()));
        return AdminCalls.get(offsets.partitionResult(partition), settings).offset() == 0;
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private static AlterConfigOp unset(String name) {
        return new AlterConfigOp(new ConfigEntry(name, ""), AlterConfigOp.OpType.DELETE);
    }

    private void alter(List<AlterConfigOp> ops) {
        AdminCalls.get(admin.incrementalAlterConfigs(Map.of(resource, ops)).all(), settings, TopicRight.ALTER_CONFIGS);
    }
}
