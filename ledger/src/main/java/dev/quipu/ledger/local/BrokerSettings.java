package dev.quipu.ledger.local;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The settings of the embedded broker: one node that is broker and controller, on loopback, small enough for a laptop.
 *
 * <p>Names and meanings are those of Kafka's <a href="https://kafka.apache.org/43/configuration/broker-configs/">broker
 * configuration</a>. What differs from a cluster's: every message is flushed before it is acknowledged, since a single
 * broker has no replicas to rely on.
 */
record BrokerSettings(Path logDir, int brokerPort, int controllerPort) {

    static final int NODE_ID = 1;

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String LOOPBACK = "127.0.0.1";

    private static final int MIB = 1024 * 1024;

    /** Above the 4 MiB that the ledger allows for an entry, with room for envelope and headers. */
    private static final int MAX_MESSAGE_BYTES = 5 * MIB;

    Properties properties() {
        Properties properties = new Properties();
        identity(properties);
        durability(properties);
        internalTopics(properties);
        footprint(properties);
        return properties;
    }

    String bootstrapServers() {
        return LOOPBACK + ":" + brokerPort;
    }

    private void identity(Properties properties) {
        set(properties, "process.roles", "broker,controller");
        set(properties, "node.id", NODE_ID);
        set(
                properties,
                "listeners",
                "PLAINTEXT://%s:%d,%s://%s:%d"
                        .formatted(LOOPBACK, brokerPort, CONTROLLER_LISTENER, LOOPBACK, controllerPort));
        set(properties, "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        set(properties, "controller.listener.names", CONTROLLER_LISTENER);
        set(properties, "controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, LOOPBACK, controllerPort));
        set(properties, "controller.quorum.election.timeout.ms", 100);
        // After a kill, the broker is let in again only when the session of its former life has expired.
        set(properties, "broker.session.timeout.ms", 4_000);
        set(properties, "broker.heartbeat.interval.ms", 500);
        set(properties, "server.max.startup.time.ms", 60_000);
        set(properties, "log.dirs", logDir);
    }

    private static void durability(Properties properties) {
        set(properties, "log.flush.interval.messages", 1);
        set(properties, "auto.create.topics.enable", false);
        set(properties, "default.replication.factor", 1);
        set(properties, "min.insync.replicas", 1);
        set(properties, "message.max.bytes", MAX_MESSAGE_BYTES);
        set(properties, "replica.fetch.max.bytes", MAX_MESSAGE_BYTES);
    }

    private static void internalTopics(Properties properties) {
        set(properties, "offsets.topic.num.partitions", 4);
        set(properties, "offsets.topic.replication.factor", 1);
        set(properties, "group.initial.rebalance.delay.ms", 0);
        set(properties, "transaction.state.log.num.partitions", 2);
        set(properties, "transaction.state.log.replication.factor", 1);
        set(properties, "transaction.state.log.min.isr", 1);
        set(properties, "share.coordinator.state.topic.num.partitions", 2);
        set(properties, "share.coordinator.state.topic.replication.factor", 1);
        set(properties, "share.coordinator.state.topic.min.isr", 1);
    }

    private static void footprint(Properties properties) {
        set(properties, "num.network.threads", 2);
        set(properties, "num.io.threads", 2);
        set(properties, "background.threads", 2);
        set(properties, "num.replica.fetchers", 1);
        set(properties, "group.coordinator.threads", 1);
        set(properties, "share.coordinator.threads", 1);
        set(properties, "log.cleaner.threads", 1);
        set(properties, "log.cleaner.dedupe.buffer.size", 2 * MIB);
        set(properties, "log.cleaner.io.buffer.size", MIB / 4);
        set(properties, "socket.request.max.bytes", 32 * MIB);
        set(properties, "metadata.max.idle.interval.ms", 0);
        set(properties, "metric.reporters", "");
    }

    private static void set(Properties properties, String key, Object value) {
        properties.setProperty(key, value.toString());
    }
}
