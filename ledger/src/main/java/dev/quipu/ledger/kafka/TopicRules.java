package dev.quipu.ledger.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** What a topic must be like to hold a ledger. Looks at the effective settings, wherever they come from. */
final class TopicRules {

    /** The largest record, with room for envelope and headers. */
    static final int MAX_RECORD = 5 * 1024 * 1024;

    /** Settings without which a topic is no ledger. */
    static final Map<String, String> REQUIRED = new TreeMap<>(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1",
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
            TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false"));

    private static final int ENOUGH_BROKERS = 3;

    private final KafkaSettings settings;
    private final TopicFacts facts;
    private final List<TopicFinding> findings = new ArrayList<>();

    private TopicRules(KafkaSettings settings, TopicFacts facts) {
        this.settings = settings;
        this.facts = facts;
    }

    /** All that is not as it should be; what is unsafe comes first. */
    static List<TopicFinding> findings(KafkaSettings settings, TopicFacts facts) {
        TopicRules rules = new TopicRules(settings, facts);
        rules.checkPartitions();
        rules.checkBeginning();
        REQUIRED.forEach(rules::require);
        rules.checkRecordSize();
        rules.checkReplicas();
        return List.copyOf(rules.findings);
    }

    private void checkPartitions() {
        if (facts.partitions() != 1) {
            findings.add(new TopicFinding(
                    "partitions",
                    true,
                    "topic %s has %d partitions, and a ledger has one: the order of its entries is what counts"
                            .formatted(settings.topic(), facts.partitions()),
                    "Choose another topic (ledger.topic), and run: quipu ledger init"));
        }
    }

    private void checkBeginning() {
        if (facts.first() > 0) {
            findings.add(new TopicFinding(
                    "beginning",
                    true,
                    "the first %d records of topic %s were deleted".formatted(facts.first(), settings.topic()),
                    "Restore the topic from a backup: a ledger without its beginning proves nothing."));
        }
    }

    private void require(String name, String needed) {
        ConfigEntry entry = facts.config().get(name);
        if (entry == null) {
            risk(
                    name,
                    "the cluster doesn't tell %s of topic %s, which a ledger needs to be %s"
                            .formatted(name, settings.topic(), needed),
                    "Ask who administers the cluster.");
        }
        if (entry != null && !needed.equals(entry.value())) {
            unsafe(entry, needed);
        }
    }

    private void checkRecordSize() {
        ConfigEntry entry = facts.config().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (entry != null && Integer.parseInt(entry.value()) < MAX_RECORD) {
            unsafe(entry, Integer.toString(MAX_RECORD));
        }
    }

    private void unsafe(ConfigEntry entry, String needed) {
        findings.add(new TopicFinding(
                entry.name(),
                true,
                "topic %s could lose or reorder entries: %s is %s (from %s), and a ledger needs %s"
                        .formatted(settings.topic(), entry.name(), entry.value(), entry.source(), needed),
                nextStep(entry.name()) + kafkaConfigs(entry.name(), needed)));
    }

    private static String nextStep(String name) {
        return name.equals(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                ? "If an import was cut off, run it again: it goes on where it ended. Otherwise set it: "
                : "Set it: quipu ledger check --mend; or ";
    }

    private void checkReplicas() {
        ConfigEntry inSync = facts.config().get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        if (facts.brokers() < ENOUGH_BROKERS) {
            checkFlush(facts.config().get(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG));
        } else if (facts.replicas() < ENOUGH_BROKERS) {
            risk(
                    "replicas",
                    "topic %s has %d replicas on a cluster of %d brokers, and 3 are usual"
                            .formatted(settings.topic(), facts.replicas(), facts.brokers()),
                    "Add replicas: kafka-reassign-partitions.sh");
        } else if (inSync != null && Integer.parseInt(inSync.value()) < 2) {
            risk(
                    inSync.name(),
                    "topic %s acknowledges entries that one broker alone has: %s is %s (from %s)"
                            .formatted(settings.topic(), inSync.name(), inSync.value(), inSync.source()),
                    "Set it: " + kafkaConfigs(inSync.name(), "2"));
        }
    }

    private void checkFlush(@Nullable ConfigEntry flush) {
        if (facts.replicas() == 1 && flush != null && !"1".equals(flush.value())) {
            risk(
                    flush.name(),
                    "topic %s has one replica that doesn't flush each entry: a power cut may lose acknowledged ones"
                            .formatted(settings.topic()),
                    "Set it: " + kafkaConfigs(flush.name(), "1") + ", or use three brokers");
        }
    }

    private void risk(String what, String message, String nextStep) {
        findings.add(new TopicFinding(what, false, message, nextStep));
    }

    private String kafkaConfigs(String name, String value) {
        return "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                .formatted(settings.bootstrapServers(), settings.topic(), name, value);
    }
}
