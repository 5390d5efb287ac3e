package dev.quipu.ledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.testcontainers.kafka.KafkaContainer;

/** The Kafka broker of all tests of one JVM: started by the first that asks, stopped with the JVM. */
public final class TestBroker {

    private static final String IMAGE = "apache/kafka:4.3.1";
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private TestBroker() {}

    /** Where clients connect. */
    public static String bootstrapServers() {
        return Holder.BOOTSTRAP_SERVERS;
    }

    /** A topic name that no other test uses. The topic isn't created. */
    public static String freshTopic() {
        return "test-" + UUID.randomUUID();
    }

    private static final class Holder {

        private static final String BOOTSTRAP_SERVERS = TestServers.inContainers() ? startContainer() : startEmbedded();

        @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
        private static String startContainer() {
            KafkaContainer container = new KafkaContainer(IMAGE);
            container.start();
            return container.getBootstrapServers();
        }

        @SuppressWarnings("resource") // closed by the shutdown hook
        private static String startEmbedded() {
            try {
                Path folder = Files.createTempDirectory("quipu-test-broker");
                EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, folder)));
                return broker.bootstrapServers();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A broker whose clients are still there may take its time; the test runner gives up on a JVM after 30 s. */
        private static void stop(EmbeddedBroker broker, Path folder) {
            Thread closing = Thread.ofPlatform().daemon().start(broker::close);
            try {
                if (closing.join(CLOSE_WITHIN)) {
                    Utils.delete(folder.toFile());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
