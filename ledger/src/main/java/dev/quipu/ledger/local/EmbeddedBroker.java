package dev.quipu.ledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker inside this process, on loopback only, with its data in a folder.
 *
 * <p>The folder can be started again, on the same or another port, also after the process was killed. Two brokers never
 * share a folder: Kafka locks it. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final KafkaRaftServer server;
    private final BrokerSettings settings;

    private EmbeddedBroker(KafkaRaftServer server, BrokerSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Starts a broker and returns when it takes requests, which is a few seconds.
     *
     * @param dataDir the broker's folder, created and formatted if needed
     * @param port the port to listen on, 0 for any free one
     * @throws BindException if {@code port} is taken
     * @throws UncheckedIOException if the folder can't be written
     * @throws org.apache.kafka.common.KafkaException if the folder belongs to a running broker or is damaged
     */
    public static EmbeddedBroker start(Path dataDir, int port) throws BindException {
        return start(dataDir, port, Map.of());
    }

    /** @param more settings of Kafka's, which win over the usual ones; {@code listeners} are added to them */
    static EmbeddedBroker start(Path dataDir, int port, Map<String, String> more) throws BindException {
        BrokerSettings settings = new BrokerSettings(BrokerStorage.prepare(dataDir), reserve(port), reserve(0));
        Properties properties = settings.properties();
        more.forEach((name, value) -> properties.merge(
                name, value, (usual, added) -> name.equals("listeners") ? usual + "," + added : added));
        KafkaConfig config = new KafkaConfig(properties, false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, settings);
    }

    /** Where clients connect: one {@code host:port}. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** The port that clients connect to. */
    public int port() {
        return settings.brokerPort();
    }

    /** Stops the broker cleanly. Gives up after 20 seconds: the next start then recovers the logs. */
    @Override
    public void close() {
        Thread closing = Thread.ofPlatform()
                .name("embedded-broker-close")
                .daemon()
                .start(() -> {
                    server.shutdown();
                    server.awaitShutdown();
                });
        try {
            if (!closing.join(CLOSE_WITHIN)) {
                LOG.warn("The embedded broker didn't stop within {}: left to end with the process", CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static int reserve(int port) throws BindException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (BindException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't find out whether port %d is free".formatted(port), e);
        }
    }
}
