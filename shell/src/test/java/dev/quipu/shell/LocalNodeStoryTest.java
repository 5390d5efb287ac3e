package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.shell.config.QuipuHome;
import dev.quipu.shell.node.NodeClient;
import dev.quipu.shell.node.NodeLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's day on one machine: real processes, a real local node, real databases. */
class LocalNodeStoryTest {

    @TempDir
    Path folder;

    private Path home;
    private Path changes;

    @BeforeEach
    void place() throws IOException {
        home = TestHome.create(folder.resolve("home"));
        changes = folder.resolve("changes");
    }

    @AfterEach
    void stopNode() throws IOException {
        client().stop();
        TestHome.release(home);
    }

    @Test
    void livesThroughADayOnWhichTheNodeIsKilled() throws Exception {
        assertThat(script("up\nup").err())
                .startsWith("started the local node (broker on 127.0.0.1:")
                .contains("\nThe local node runs already");
        script("""
            service add orders
            target add orders@local --embedded postgresql
            change new orders add-currency --dir %s
            """.formatted(changes));
        Path file = changes.resolve("0001-add-currency.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("-- What to do.*", "CREATE TABLE currency (code char(3));")
                        .replaceFirst("-- How to take it back.*\n.*", "DROP TABLE currency;"));
        script("""
            change propose %s
            change approve orders/1
            """.formatted(file));
        assertThat(done("rollout", "start", "orders/1", "--wait", "--yes").err())
                .endsWith("Rollout orders/r1 succeeded: orders/1 on 1 of 1 targets.\n");
        QuipuProcess back = script("""
            status --output csv
            rollback orders@local --wait --yes
            """);
        assertThat(back.out()).isEqualTo("target,latest,behind,state\norders@local,1,0,idle\n");
        assertThat(back.err()).endsWith("on orders@local.\n");
        saysWhyADatabaseIsOutOfReach();
        waitsForANodeThatWasKilledAndGoesOnWithTheNext();
        assertThat(script("down\ndown").err()).isEqualTo("Stopped the local node.\nNo local node runs.\n");
    }

    private void saysWhyADatabaseIsOutOfReach() throws Exception {
        String[] add = {
            "target",
            "add",
            "orders@far",
            "--jdbc-url",
            "jdbc:postgresql://127.0.0.1:1/x",
            "--user",
            "x",
            "--password-env",
            "FAR"
        };
        QuipuProcess added = QuipuProcess.start(home, Map.of("FAR", "secret"), add);
        assertThat(added.awaitEnd()).isEqualTo(0);
        assertThat(added.err())
                .contains("Its database can't be reached now: Connection to 127.0.0.1:1 refused")
                .doesNotContain("secret");
        QuipuProcess waiting = start("rollout", "start", "orders/1", "--wait", "--yes");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> waiting.err().contains("orders@far waits for its agent to begin orders/1"));
        assertThat(waiting.err()).contains("its database can't be reached: Connection to 127.0.0.1:1 refused");
        waiting.terminate();
        assertThat(waiting.awaitEnd()).isEqualTo(143);
        assertThat(waiting.err()).doesNotContain("error:");
        assertThat(done("status").err()).contains("orders@far waits for its agent: its database can't be reached");
    }

    private void waitsForANodeThatWasKilledAndGoesOnWithTheNext() throws Exception {
        Path many = folder.resolve("many");
        for (int number = 1; number <= 50; number++) {
            String pause = number % 4 == 0 ? "SELECT pg_sleep(0.2);" : "SELECT 1;";
            String sql = "CREATE TABLE t%d (id int);\n      %s".formatted(number, pause);
            ChangeTexts.write(many, "billing", number, sql, "DROP TABLE t%d;".formatted(number));
        }
        script("""
            service add billing
            target add billing@local --embedded postgresql
            change propose %s
            change approve billing/1..50
            """.formatted(many));
        QuipuProcess waiting = start("rollout", "start", "billing/1..50", "--wait", "--yes");
        await().atMost(Duration.ofSeconds(20)).until(() -> waiting.err().contains("rolling out"));
        killNode();
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting.err()
                .contains("the local node doesn't answer; if it doesn't run, start it: quipu up"));
        assertThat(done("up").err()).startsWith("started the local node");
        assertThat(waiting.awaitEnd()).isEqualTo(0);
        assertThat(waiting.err())
                .doesNotContain("WARN")
                .endsWith("Rollout billing/r1 succeeded: billing/1..50 on 1 of 1 targets.\n");
        assertThat(done("ledger", "info", "-o", "csv").out()).contains(",51,3,");
    }

    @Test
    void saysInTimeThatNoBrokerAnswers() throws Exception {
        QuipuProcess lost = QuipuProcess.start(home, Map.of("QUIPU_BOOTSTRAP_SERVERS", "127.0.0.1:1"), "status");
        assertThat(lost.awaitEnd()).isEqualTo(4);
        assertThat(lost.err())
                .startsWith("error: no Kafka broker answers at 127.0.0.1:1.\n")
                .hasLineCount(2);
    }

    private void killNode() {
        ProcessHandle node =
                ProcessHandle.of(client().running().orElseThrow().pid()).orElseThrow();
        node.destroyForcibly();
        node.onExit().join();
    }

    private NodeClient client() {
        return new NodeClient(new QuipuHome(home).create(), NodeLauncher.standard());
    }

    private QuipuProcess start(String... words) throws IOException {
        return QuipuProcess.start(home, Map.of(), words);
    }

    /** Commands in one process, which end at the first that fails. */
    private QuipuProcess script(String lines) throws Exception {
        return done(
                "-f", Files.writeString(folder.resolve("script.quipu"), lines).toString());
    }

    private QuipuProcess done(String... words) throws Exception {
        QuipuProcess ended = start(words);
        assertThat(ended.awaitEnd()).as(ended.err()).isEqualTo(0);
        return ended;
    }
}
