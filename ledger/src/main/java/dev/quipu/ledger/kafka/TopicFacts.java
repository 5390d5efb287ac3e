package dev.quipu.ledger.kafka;

import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster says of the ledger's topic now.
 *
 * @param brokers how many answer
 * @param config the effective settings, wherever they come from
 * @param first the offset of its first record, or 0 if it has not one partition
 */
record TopicFacts(String clusterId, int brokers, TopicDescription description, Config config, long first) {

    /** Kafka's id of the topic: another one if it was made anew. */
    String topicId() {
        return description.topicId().toString();
    }

    int partitions() {
        return description.partitions().size();
    }

    int replicas() {
        return description.partitions().getFirst().replicas().size();
    }

    /** What this user may do with the topic, or null if the cluster doesn't tell. */
    @Nullable
    Set<AclOperation> allowed() {
        return description.authorizedOperations();
    }
}
