package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.Step.SqlStep;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The agent is killed at random moments of a rollout, and another goes on each time. */
class KillTest {

    private static final int CHANGES_PER_KILL = 6;

    @Test
    void tenKillsDoNoHarm() throws Exception {
        kill(10);
    }

    @Test
    @Tag("faults")
    void fiftyKillsDoNoHarm() throws Exception {
        kill(50);
    }

    private static void kill(int times) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int changes = times * CHANGES_PER_KILL;
        try (Shop shop = new Shop()) {
            propose(shop, changes);
            shop.rollout(1, changes);
            for (int i = 0; i < times; i++) {
                Process agent = CrashingAgent.start(shop, CrashPoint.CLAIMED, 0);
                boolean ended = agent.waitFor(700 + random.nextInt(1_200), TimeUnit.MILLISECONDS);
                assertThat(ended).as("an agent ended by itself").isFalse();
                agent.destroyForcibly().waitFor();
            }
            try (QuipuAgent agent = QuipuAgent.builder()
                    .ledger(shop.ledger)
                    .target(Shop.TARGET, shop.database())
                    .start()) {
                shop.awaitTarget(target -> target.latest() == changes);
                shop.awaitReported();
                assertThat(agent.targets()).hasSize(1);
            }
            Truth.holds(shop, "seed " + seed);
        }
    }

    private static void propose(Shop shop, int changes) {
        shop.approved(1, "test", new SqlStep("table", "CREATE TABLE effects (what text)", null, true));
        for (int i = 2; i <= changes; i++) {
            String effect = "INSERT INTO effects VALUES ('%d'); SELECT pg_sleep(0.03);".formatted(i);
            String index =
                    "CREATE INDEX CONCURRENTLY i%d ON effects (what); DROP INDEX CONCURRENTLY i%d;".formatted(i, i);
            boolean concurrent = i % 4 == 0;
            shop.approved(i, "test", new SqlStep("step", concurrent ? effect + index : effect, null, !concurrent));
        }
    }
}
