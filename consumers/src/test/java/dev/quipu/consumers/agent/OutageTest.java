package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.consumers.TestPostgres;
import dev.quipu.ledger.local.EmbeddedBroker;
import dev.quipu.ledger.local.TestBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Database or broker go away and come back; nothing is lost and nobody has to help. */
class OutageTest {

    private static final int CHANGES = 20;

    @TempDir
    private Path folder;

    @Test
    void ofTheDatabaseAtTheStartAndInBetween() throws IOException {
        int port = freePort();
        String url = "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(port);
        try (Shop shop = new Shop(TestBroker.bootstrapServers(), url);
                QuipuAgent agent = shop.agent()) {
            shop.approved(1, "CREATE TABLE t (id int)", "DROP TABLE t");
            shop.rollout(1, 1);
            try (EmbeddedPostgres server = postgres(port)) {
                shop.awaitTarget(target -> target.has(1));
                shop.completeRollout();
                assertThat(server.getPort()).isEqualTo(port);
            }
            shop.approved(2, "INSERT INTO t VALUES (2)", "SELECT 1");
            shop.rollout(2, 2);
            shop.awaitTarget(target -> target.work() != null);
            try (EmbeddedPostgres server = postgres(port)) {
                shop.awaitTarget(target -> target.has(2));

                assertThat(shop.query("SELECT count(*) FROM t")).isEqualTo("1");
                assertThat(agent.targets()).isNotEmpty();
                assertThat(server.getPort()).isEqualTo(port);
            }
        }
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLAIMED", "COMMITTED"})
    void ofTheBrokerInTheMiddleOfARollout(CrashPoint point) throws IOException {
        try (Outage outage = new Outage(folder, point)) {
            outage.rollOut(() -> {});
        }
    }

    @Test
    @Tag("faults")
    void ofTheBrokerForLongerThanAnybodyWaits() throws IOException {
        try (Outage outage = new Outage(folder, CrashPoint.COMMITTED)) {
            outage.rollOut(() -> pause(45_000));
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A broker that is closed when an agent passes a crash point for the fifth time. */
    private static final class Outage implements AutoCloseable {

        private final Path folder;
        private final AtomicInteger passings = new AtomicInteger();
        private final CrashPoint point;
        private volatile EmbeddedBroker broker;

        Outage(Path folder, CrashPoint point) throws IOException {
            this.folder = folder;
            this.point = point;
            this.broker = EmbeddedBroker.start(folder, 0);
        }

        void rollOut(Runnable whileDown) {
            try (Shop shop = new Shop(broker.bootstrapServers(), TestPostgres.freshDatabase())) {
                shop.execute("CREATE TABLE trace (what int)");
                for (int number = 1; number <= CHANGES; number++) {
                    shop.approved(number, "INSERT INTO trace VALUES (%d)".formatted(number), "SELECT 1");
                }
                try (QuipuAgent agent = shop.agent(passed -> stopAt(passed, whileDown))) {
                    shop.rollout(1, CHANGES);
                    shop.awaitTarget(target -> target.has(CHANGES));
                    assertThat(agent.targets()).isNotEmpty();
                }
                assertThat(passings.get()).isGreaterThanOrEqualTo(CHANGES);
                assertThat(shop.query("SELECT count(*) || ' ' || count(DISTINCT what) FROM trace"))
                        .isEqualTo("%d %d", CHANGES, CHANGES);
            }
        }

        private void stopAt(CrashPoint passed, Runnable whileDown) {
            if (passed == point && passings.incrementAndGet() == 5) {
                broker.close();
                Thread.ofPlatform().start(() -> startAgain(whileDown));
            }
        }

        private void startAgain(Runnable whileDown) {
            try {
                whileDown.run();
                broker = EmbeddedBroker.start(folder, broker.port());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}
