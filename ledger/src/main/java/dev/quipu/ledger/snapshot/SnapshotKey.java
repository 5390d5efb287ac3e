package dev.quipu.ledger.snapshot;

import dev.quipu.ledger.event.DerivedId;

/**
 * What a snapshot is of.
 *
 * @param topicId Kafka's id of the topic: one that is made anew under the same name is another
 * @param rules version of the fold's rules
 */
public record SnapshotKey(String clusterId, String topic, String topicId, int rules) {

    /** A name for its file that says which ledger it is of, and of which key. */
    String fileName() {
        return stem() + ".snapshot";
    }

    /**
     * The beginning of the names of files that are made from the ledger: its topic, and eight hex digits of the key.
     */
    public String stem() {
        return "%s-%s"
                .formatted(
                        topic,
                        DerivedId.of(clusterId, topic, topicId, rules)
                                .toString()
                                .substring(0, 8));
    }
}
