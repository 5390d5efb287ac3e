package dev.quipu.ledger.kafka;

/**
 * What a user may be allowed to do with the ledger's topic.
 *
 * <p>Names are those of Kafka's <a href="https://kafka.apache.org/43/security/authorization-and-acls/">ACL
 * operations</a>.
 */
enum TopicRight {
    DESCRIBE("Describe", "see"),
    READ("Read", "read"),
    WRITE("Write", "write to"),
    CREATE("Create", "create"),
    DESCRIBE_CONFIGS("DescribeConfigs", "see the settings of"),
    ALTER_CONFIGS("AlterConfigs", "change the settings of");

    private final String operation;
    private final String words;

    TopicRight(String operation, String words) {
        this.operation = operation;
        this.words = words;
    }

    /** Its name for {@code kafka-acls.sh}. */
    String operation() {
        return operation;
    }

    /** What is done with the topic, as in "may not … topic". */
    String words() {
        return words;
    }
}
