package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.change.Step.SqlStep;
import dev.quipu.ledger.state.Application;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent dies at every crash point, and another finishes its work. */
class CrashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Stream<Arguments> everywhere() {
        return Stream.of(CrashPoint.values())
                .flatMap(point -> IntStream.rangeClosed(1, 2).mapToObj(nth -> Arguments.of(point, nth)));
    }

    @ParameterizedTest(name = "{0}, passing {1}")
    @MethodSource("everywhere")
    void nothingIsDoneTwiceAndNoReportIsLost(CrashPoint point, int nth) throws IOException {
        try (Shop shop = new Shop()) {
            propose(shop);
            shop.rollout(1, 3);

            Process dying = CrashingAgent.start(shop, point, nth);
            await().atMost(PATIENCE).until(() -> !dying.isAlive() || hasFailed(shop));
            dying.destroyForcibly();
            try (QuipuAgent agent = QuipuAgent.builder()
                    .ledger(shop.ledger)
                    .target(Shop.TARGET, shop.database())
                    .start()) {
                shop.awaitTarget(target -> target.application(3) instanceof Application.Failed);
                shop.awaitReported();
                assertThat(agent.targets()).hasSize(1);
            }

            assertThat(shop.query("SELECT string_agg(what, '' ORDER BY what) FROM effects"))
                    .isEqualTo("abcde");
            Truth.holds(shop, point + " " + nth);
        }
    }

    private static boolean hasFailed(Shop shop) {
        return shop.target().application(3) instanceof Application.Failed;
    }

    private static void propose(Shop shop) {
        shop.approved(
                1,
                "test",
                new SqlStep("a", "CREATE TABLE effects (what text); INSERT INTO effects VALUES ('a')", null, true),
                new SqlStep("b", "INSERT INTO effects VALUES ('b')", null, true));
        shop.approved(2, "test", new SqlStep("c", """
            INSERT INTO effects VALUES ('c');
            CREATE INDEX CONCURRENTLY effects_what ON effects (what);
            DROP INDEX CONCURRENTLY effects_what;
            CREATE INDEX CONCURRENTLY effects_what ON effects (what);
            INSERT INTO effects VALUES ('d');
            """, null, false));
        shop.approved(
                3,
                "test",
                new SqlStep("e", "INSERT INTO effects VALUES ('e')", null, true),
                new SqlStep("f", "INSERT INTO effects VALUES ('f'); SELECT 1/0", null, true));
    }
}
