package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One agent, and more targets than it may have sessions, some of which can't be reached. */
class ManyTargetsTest {

    private static final String CONNECTIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'quipu-agent'";

    @Test
    void getAChangeAlthoughSomeCannotBeReached() throws IOException {
        apply(16, 6, 4);
    }

    @Test
    @Tag("faults")
    void getAChangeInTheHundreds() throws IOException {
        int targets = Integer.getInteger("quipu.test.targets", 200);
        apply(targets, targets / 5, 20);
    }

    private static void apply(int reachable, int unreachable, int sessions) throws IOException {
        try (EmbeddedPostgres server = server();
                Shop shop = new Shop(TestBroker.bootstrapServers(), url(server, 0));
                ServerSocket mute = new ServerSocket(0, 2 * unreachable, InetAddress.getLoopbackAddress())) {
            Map<TargetId, String> urls = new LinkedHashMap<>();
            urls.put(Shop.TARGET, shop.jdbcUrl);
            for (int i = 1; i < reachable; i++) {
                urls.put(TargetId.parse("orders@good-%d".formatted(i)), url(server, i));
            }
            for (int i = 0; i < unreachable; i++) {
                int port = i % 2 == 0 ? closedPort() : mute.getLocalPort();
                urls.put(
                        TargetId.parse("orders@bad-%d".formatted(i)),
                        "jdbc:postgresql://127.0.0.1:%d/nowhere".formatted(port));
            }
            apply(shop, urls, sessions);
        }
    }

    /** With as many connections as PostgreSQL allows unless told otherwise; it creates databases fast. */
    private static EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .setServerConfig("fsync", "off")
                .start();
    }

    private static String url(EmbeddedPostgres server, int number) {
        String url = "jdbc:postgresql://localhost:%d/%%s?user=postgres".formatted(server.getPort());
        String name = "target_" + number;
        try (Connection connection = DriverManager.getConnection(url.formatted("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return url.formatted(name);
    }

    private static void apply(Shop shop, Map<TargetId, String> urls, int sessions) {
        List<Command<TargetId>> register = urls.keySet().stream()
                .filter(target -> !target.equals(Shop.TARGET))
                .<Command<TargetId>>map(target -> Command.of(new TargetRegistered(target, Map.of()), target))
                .toList();
        register.forEach(shop::done);
        shop.approved(
                1,
                "test",
                Shop.sql("one", "CREATE TABLE t (id int)", null),
                Shop.sql("two", "INSERT INTO t VALUES (1)", null),
                Shop.sql("three", "ALTER TABLE t ADD name text", null));
        QuipuAgent.Builder builder = QuipuAgent.builder().ledger(shop.ledger).maxSessions(sessions);
        urls.forEach((target, url) -> builder.target(target, new TargetDatabase(url, "postgres", () -> "postgres")));
        AtomicLong most = new AtomicLong();
        try (QuipuAgent agent = builder.start()) {
            shop.rollout(1, 1);
            LedgerState end = shop.await(state -> {
                most.accumulateAndGet(Long.parseLong(shop.query(CONNECTIONS)), Math::max);
                return reachable(urls).stream().allMatch(target -> has(state, target));
            });

            assertThat(most).hasValueLessThanOrEqualTo(3L * sessions);
            assertThat(end.voids()).isZero();
            assertThat(agent.health().targets()).hasSize(urls.size());
            assertThat(urls.keySet().stream().filter(target -> has(end, target)))
                    .containsExactlyInAnyOrderElementsOf(reachable(urls));
        }
    }

    private static List<TargetId> reachable(Map<TargetId, String> urls) {
        List<TargetId> reachable = new ArrayList<>();
        urls.forEach((target, url) -> {
            if (!url.endsWith("nowhere")) {
                reachable.add(target);
            }
        });
        return reachable;
    }

    private static boolean has(LedgerState state, TargetId target) {
        TargetState known = state.target(target);
        return known != null && known.has(1);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
