package dev.quipu.ledger.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Three brokers and three controllers in this process, on loopback, for all tests of one JVM. This class alone knows
 * Kafka's own test kit, whose interface may change with every version.
 *
 * <p>A broker is killed without handing over its partitions: the controller learns of it when its session is over, as
 * after a crash. What it acknowledged stays in its files.
 */
final class TestCluster {

    static final int BROKERS = 3;
    static final int CONTROLLERS = 3;

    /** For elections and replication on a busy machine; a test that waits longer has failed. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaClusterTestKit kit;
    private final String bootstrapServers;
    private final Admin admin;
    private final Set<Integer> deadBrokers = ConcurrentHashMap.newKeySet();
    private final Set<Integer> deadControllers = ConcurrentHashMap.newKeySet();

    private TestCluster(KafkaClusterTestKit kit) {
        this.kit = kit;
        this.bootstrapServers = kit.bootstrapServers();
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                2_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000));
    }

    /** The cluster: started by the first that asks, stopped with the JVM. */
    static TestCluster running() {
        return Holder.CLUSTER;
    }

    /** Where clients connect: all three brokers. */
    String bootstrapServers() {
        return bootstrapServers;
    }

    /** The broker that leads the topic's partition, after an election if there is one going on. */
    int leader(String topic) {
        return await().atMost(PATIENCE).ignoreExceptions().until(() -> leaderNow(topic), id -> id >= 0);
    }

    /** The other two brokers. */
    List<Integer> followers(String topic) {
        int leader = leader(topic);
        return kit.brokers().keySet().stream()
                .filter(id -> id != leader)
                .sorted()
                .toList();
    }

    private int leaderNow(String topic) throws ExecutionException, InterruptedException {
        Node leader = partition(topic).leader();
        return leader == null || leader.isEmpty() || deadBrokers.contains(leader.id()) ? -1 : leader.id();
    }

    private TopicPartitionInfo partition(String topic) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(
                        admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                .get()
                .partitions()
                .getFirst();
    }

    /** Waits until exactly this many replicas of the topic are in sync. */
    void awaitInSync(String topic, int replicas) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(partition(topic).isr()).hasSize(replicas));
    }

    void killBroker(int id) {
        deadBrokers.add(id);
        broker(id).shutdown();
        broker(id).awaitShutdown();
    }

    /** Starts a broker that was killed; returns when the controller has let it in again. */
    void startBroker(int id) {
        broker(id).startup();
        deadBrokers.remove(id);
    }

    /** The controller that is active, after an election if there is one going on. */
    int activeController() {
        return await().atMost(PATIENCE).until(this::activeControllerNow, id -> id >= 0);
    }

    private int activeControllerNow() {
        return kit.controllers().entrySet().stream()
                .filter(entry -> !deadControllers.contains(entry.getKey()))
                .filter(entry -> entry.getValue().controller().isActive())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
    }

    void killController(int id) {
        deadControllers.add(id);
        controller(id).shutdown();
        controller(id).awaitShutdown();
    }

    void startController(int id) {
        controller(id).startup();
        deadControllers.remove(id);
    }

    /** Starts whatever is dead, and waits until all replicas of {@code topic} are in sync. */
    void heal(String topic) {
        List.copyOf(deadControllers).forEach(this::startController);
        List.copyOf(deadBrokers).forEach(this::startBroker);
        awaitInSync(topic, BROKERS);
    }

    private BrokerServer broker(int id) {
        return Objects.requireNonNull(kit.brokers().get(id));
    }

    private ControllerServer controller(int id) {
        return Objects.requireNonNull(kit.controllers().get(id));
    }

    private static final class Holder {

        private static final TestCluster CLUSTER = start();

        private static TestCluster start() {
            try {
                KafkaClusterTestKit.Builder builder = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setNumBrokerNodes(BROKERS)
                        .setNumControllerNodes(CONTROLLERS)
                        .setBootstrapMetadataVersion(MetadataVersion.latestProduction())
                        .build());
                settings().forEach(builder::setConfigProp);
                KafkaClusterTestKit kit = builder.build();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(kit)));
                kit.format();
                kit.startup();
                kit.waitForReadyBrokers();
                return new TestCluster(kit);
            } catch (Exception e) {
                throw new IllegalStateException("the cluster doesn't start", e);
            }
        }

        private static Map<String, String> settings() {
            return Map.ofEntries(
                    Map.entry("controlled.shutdown.enable", "false"),
                    Map.entry("broker.session.timeout.ms", "2000"),
                    Map.entry("broker.heartbeat.interval.ms", "200"),
                    Map.entry("controller.quorum.election.timeout.ms", "500"),
                    Map.entry("controller.quorum.fetch.timeout.ms", "1000"),
                    Map.entry("auto.create.topics.enable", "false"),
                    Map.entry("message.max.bytes", "5242880"),
                    Map.entry("replica.fetch.max.bytes", "5242880"),
                    Map.entry("offsets.topic.num.partitions", "1"),
                    Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                    Map.entry("transaction.state.log.num.partitions", "1"),
                    Map.entry("num.network.threads", "2"),
                    Map.entry("num.io.threads", "2"),
                    Map.entry("background.threads", "2"),
                    Map.entry("log.cleaner.threads", "1"));
        }

        private static void stop(KafkaClusterTestKit kit) {
            try {
                kit.fatalFaultHandler().setIgnore(true);
                kit.nonFatalFaultHandler().setIgnore(true);
                kit.close();
            } catch (Exception e) {
                throw new IllegalStateException("the cluster doesn't stop", e);
            }
        }
    }
}
