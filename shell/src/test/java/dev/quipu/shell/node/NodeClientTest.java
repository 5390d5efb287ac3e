package dev.quipu.shell.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class NodeClientTest extends NodeProcesses {

    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    @Test
    void startsOnceIsJoinedStopsAndKeepsItsDataAndPort() throws Exception {
        NodeState first = start();
        assertThat(start()).isEqualTo(first);
        assertThat(said())
                .containsExactly("started the local node (broker on %s, data in %s)"
                        .formatted(first.bootstrapServers(), home().folder()));
        send(first, "a knot");

        assertThat(client().stop()).isTrue();
        assertThat(client().running()).isEmpty();
        assertThat(home().nodeState()).doesNotExist();
        assertThat(client().stop()).isFalse();

        NodeState second = start();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
        assertThat(read(second)).containsExactly("a knot");
    }

    @Test
    void startsAgainAfterItWasKilledOnAnotherPortIfItsOwnIsTaken() throws Exception {
        NodeState killed = start();
        send(killed, "a knot");
        kill(killed);
        try (ServerSocket taken = new ServerSocket(port(killed), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            NodeState healed = start();
            assertThat(healed.bootstrapServers()).isNotEqualTo(killed.bootstrapServers());
            assertThat(read(healed)).containsExactly("a knot");
        }
    }

    @Test
    void isNotMisledByTheStateOfAnotherProcess() {
        ProcessHandle foreign = ProcessHandle.current();
        NodeStateFile file = new NodeStateFile(home().nodeState());
        file.write(new NodeState(foreign.pid(), "long ago", "127.0.0.1:1", "0"));
        assertThat(client().running()).isEmpty();
        assertThat(start().pid()).isNotEqualTo(foreign.pid());
        assertThat(said()).hasSize(1);
    }

    @Test
    void startsOneNodeForTwoCommandsAtOnce() throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<NodeState> command = this::start;
            List<Future<NodeState>> nodes = executor.invokeAll(List.of(command, command));
            assertThat(nodes.get(0).get()).isEqualTo(nodes.get(1).get());
        }
        assertThat(said()).hasSize(1);
    }

    @Test
    void showsTheEndOfTheLogOfANodeThatDoesNotStart() throws IOException {
        Files.writeString(home().kafka(), "in the way");
        assertThatThrownBy(this::start)
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("ended while it was starting")
                .hasMessageContaining("Can't prepare the broker's folder")
                .hasMessageContaining("node.log");
    }

    private static void kill(NodeState node) {
        ProcessHandle process = node.process().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static int port(NodeState node) {
        return Integer.parseInt(node.bootstrapServers().split(":", 2)[1]);
    }

    private static void send(NodeState node, String value) throws Exception {
        try (Admin admin = Admin.create(settings(node));
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings(node), new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get();
        }
    }

    private static List<String> read(NodeState node) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings(node), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            return consumer.poll(Duration.ofSeconds(20)).records(PARTITION).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }

    private static Map<String, Object> settings(NodeState node) {
        return Map.of("bootstrap.servers", node.bootstrapServers());
    }
}
