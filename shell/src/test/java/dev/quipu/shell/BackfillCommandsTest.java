package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.Blocker;
import dev.quipu.shell.OperatorShell.Ended;
import dev.quipu.shell.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of backfills and say to them, with an agent that only reports. */
class BackfillCommandsTest {

    private static final Activity.Backfilling FILLING =
            new Activity.Backfilling(1_000, 8_000, 512.4, Duration.ofSeconds(14), 200, 3);

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static OperatorShell shell;
    private static ReportingAgent agent;

    @BeforeAll
    static void start() throws IOException {
        shell = new OperatorShell(home);
        done("ledger", "init");
        agent = new ReportingAgent(KafkaSettings.of(TestBroker.bootstrapServers(), shell.topic()), home);
    }

    @AfterAll
    static void stop() {
        agent.close();
        shell.close();
    }

    @Test
    void showsFiguresWhileItRunsAndWhatHoldsIt() throws IOException {
        begun("fill", "eu");
        agent.tells("fill@eu", "fill/1", FILLING);
        await().untilAsserted(() -> assertThat(done("backfill", "list", "--service", "fill", "-o", "csv")
                        .out())
                .isEqualTo("""
                    target,change,step,state,rows,percent,rowsPerSecond,remaining,why
                    fill@eu,fill/1,1,running,1000,12,512,PT14S,
                    """));
        assertThat(done("status").out())
                .contains("applies fill/1, step 1: 1,000 of about 8,000 rows (12%), 512 rows/s, 14.0s left");
        assertThat(done("change", "show", "fill/1").out()).contains("under way: 1,000 of about 8,000 rows");
        assertThat(done("rollout", "show", "fill/r1").out()).contains("1,000 of about 8,000 rows");

        agent.tells("fill@eu", "fill/1", new Activity.Held("replica-lag", "12s", "10s", Instant.now()));
        await().untilAsserted(() -> assertThat(
                        done("backfill", "list", "--service", "fill").out())
                .contains("held", "1000", "held by replica-lag, which is 12s (limit 10s), for "));
        assertThat(done("backfill", "show", "fill@eu", "-o", "json").out())
                .contains("\"state\" : \"held\"", "\"signal\" : \"replica-lag\"", "\"quarantined\" : 3");
        assertThat(done("target", "show", "fill@eu").out()).contains("held by replica-lag");
        assertThat(done("rollout", "show", "fill/r1").out()).contains("step 1: held by replica-lag (limit 10s)");
    }

    @Test
    void showsWhoIsInTheWay() throws IOException {
        begun("lock", "eu");
        Blocker blocker = new Blocker("4711", "reporting", Duration.ofMinutes(12), "idle in transaction");
        agent.tells("lock@eu", "lock/1", new Activity.Waiting("table orders", List.of(blocker), Instant.now()));
        await().untilAsserted(() -> assertThat(
                        done("backfill", "list", "--service", "lock").out())
                .contains("waiting", "session 4711 (reporting), idle in transaction for 12m00s"));
        assertThat(done("backfill", "show", "lock@eu").out()).contains("table orders", "4711", "reporting");
        assertThat(done("status").out()).contains("waits for table orders");
    }

    @Test
    void saysWhenAnAgentStandsByAndNoneIsAtWork() throws IOException {
        service("spare", "eu");
        proposed("spare");
        agent.standsBy("spare@eu");
        await().untilAsserted(() -> assertThat(done("status").err())
                .contains("spare@eu waits for its agent: one stands by, since another one"));
        assertThat(done("target", "show", "spare@eu", "-o", "json").out()).contains("\"standingBy\" : true");
    }

    @Test
    void stopsABackfillAndLetsItGoOn() throws IOException {
        begun("stop", "eu", "us");
        assertThat(done("backfill", "pause", "stop", "--reason", "closing").err())
                .isEqualTo("""
                    Paused the backfill of stop/1 on stop@eu.
                    Paused the backfill of stop/1 on stop@us.
                    Go on: backfill resume stop
                    """);
        assertThat(done("backfill", "list", "--service", "stop").out()).contains("paused", "by ana: closing");
        assertThat(done("status").out()).contains("paused in stop/1, step 1, by ana: closing");
        refuses(ExitCode.REFUSED, "is paused already", "backfill", "pause", "stop@eu", "--reason", "x");
        refuses(
                ExitCode.REFUSED,
                "no backfill of stop is there for that",
                "backfill",
                "pause",
                "stop",
                "--reason",
                "x");
        assertThat(done("backfill", "resume", "stop@us").err())
                .isEqualTo("Resumed the backfill of stop/1 on stop@us.\n");
        refuses(ExitCode.USAGE, "Add --yes to confirm", "backfill", "abort", "stop@us", "--reason", "x");
        assertThat(done("backfill", "abort", "stop@us", "--reason", "wrong rate", "--yes")
                        .err())
                .startsWith("Aborting the backfill of stop/1 on stop@us.\n");
        assertThat(done("backfill", "show", "stop@us").out()).contains("aborting", "wrong rate");
        refuses(ExitCode.USAGE, "there is no target stop@nix", "backfill", "show", "stop@nix");
        refuses(ExitCode.USAGE, "service nix has no target", "backfill", "pause", "nix", "--reason", "x");
        refuses(ExitCode.USAGE, "--reason", "backfill", "pause", "stop@eu");
    }

    @Test
    void watchesUntilAllIsDone() throws IOException {
        begun("watch", "eu", "us");
        CompletableFuture<Ended> watching =
                CompletableFuture.supplyAsync(() -> shell.run("backfill", "watch", "watch"));
        await().until(() -> shell.saidSoFar().contains("watching watch/1 on watch@eu, watch/1 on watch@us"));
        agent.completes("watch@eu", "watch/1");
        agent.fails("watch@us", "watch/1", "22003", "numeric field overflow");
        Ended ended = watching.join();
        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.err())
                .contains("watch/1 is applied on watch@eu.\n")
                .contains("error: watch@us: watch/1 failed at step 1: numeric field overflow (22003)\n")
                .contains("error: 1 of 2 failed.\n");
        assertThat(done("backfill", "watch", "watch").err()).isEqualTo("No backfill is under way.\n");
        refuses(ExitCode.REFUSED, "no backfill is under way on watch@eu", "backfill", "show", "watch@eu");
    }

    @Test
    void setsLimitsThatHoldFromTheNextBatchOn() throws IOException {
        begun("slow", "eu", "us");
        assertThat(done("limits", "set", "slow", "rows-per-second=500", "sleep-ratio=none", "--reason", "x")
                        .err())
                .isEqualTo("""
                    Limits that operators have set for slow@eu: rows-per-second=500 sleep-ratio=none
                    Limits that operators have set for slow@us: rows-per-second=500 sleep-ratio=none
                    """);
        assertThat(done("limits", "clear", "slow@us", "sleep-ratio", "--reason", "x")
                        .err())
                .endsWith("slow@us: rows-per-second=500\n");
        assertThat(done("limits", "list", "-o", "csv").out()).isEqualTo("""
            target,limit,value
            slow@eu,rows-per-second,500
            slow@eu,sleep-ratio,none
            slow@us,rows-per-second,500
            """);
        assertThat(done("limits", "show", "slow@us", "-o", "csv").out())
                .startsWith("limit,value,from\n")
                .contains("rows-per-second,500,operator\n", "replica-lag,3s,slow/1\n", "batch-time,5ms,standard\n");
        assertThat(done("limits", "clear", "slow", "--reason", "x").err()).endsWith("slow@us: none\n");
        refuses(
                ExitCode.USAGE,
                "did you mean 'replica-lag'?",
                "limits",
                "set",
                "slow",
                "replca-lag=1s",
                "--reason",
                "x");
        refuses(ExitCode.USAGE, "write a duration", "limits", "set", "slow", "replica-lag=much", "--reason", "x");
        refuses(ExitCode.USAGE, "only an approved change", "limits", "set", "slow", "query=SELECT 1", "--reason", "x");
        refuses(ExitCode.USAGE, "write a limit as name=value", "limits", "set", "slow", "replica-lag", "--reason", "x");
        refuses(ExitCode.USAGE, "the limits are", "limits", "clear", "slow", "nix", "--reason", "x");
    }

    @Test
    void setsTogglesAndListsThem() throws IOException {
        service("switch", "eu", "us");
        assertThat(done("toggle", "set", "switch@eu", "new-totals", "25%", "--reason", "x")
                        .err())
                .startsWith("new-totals is at 25% on switch@eu.\n")
                .contains("nobody else has set new-totals there before");
        assertThat(done("toggle", "set", "switch", "new-totals", "on", "--reason", "x")
                        .err())
                .isEqualTo("new-totals is at 100% on switch.\n");
        assertThat(done("toggle", "list", "--service", "switch", "-o", "csv").out())
                .startsWith("toggle,target,percentage,setBy,setAt\nnew-totals,switch@eu,100,")
                .contains("new-totals,switch@us,100,");
        refuses(
                ExitCode.USAGE,
                "write a percentage from 0 to 100",
                "toggle",
                "set",
                "switch",
                "a",
                "101",
                "--reason",
                "x");
        refuses(ExitCode.USAGE, "use lower-case letters", "toggle", "set", "switch", "A", "1", "--reason", "x");
    }

    @Test
    void listsWhatIsDeprecatedAndSinceWhenItShouldBeGone() throws IOException {
        begun("old", "eu");
        assertThat(done("deprecation", "list", "--service", "old", "-o", "csv").out())
                .isEqualTo("""
                    object,service,state,until,replacement,change,appliedOn
                    orders.total,old,announced,2020-01-31,orders.total_cents,old/1,"0 of 1"
                    """);
        agent.completes("old@eu", "old/1");
        await().untilAsserted(() -> assertThat(done("deprecation", "list", "--service", "old", "-o", "csv")
                        .out())
                .contains("orders.total,old,overdue,2020-01-31,orders.total_cents,old/1,\"1 of 1\"\n"));
    }

    private static void service(String service, String... targets) {
        done("service", "add", service);
        for (String target : targets) {
            done("target", "add", service + "@" + target);
        }
    }

    /** A rollout of a change whose one step, a backfill, is claimed on all targets. */
    private void begun(String service, String... targets) throws IOException {
        service(service, targets);
        proposed(service);
        for (String target : targets) {
            agent.claims(service + "@" + target, service + "/1");
        }
        await().until(() -> done("backfill", "list", "--service", service, "-o", "csv")
                        .out()
                        .lines()
                        .count()
                == targets.length + 1);
    }

    private void proposed(String service) throws IOException {
        Path file = Files.writeString(folder.resolve("0001-fill.yaml"), """
            service: %s
            number: 1
            name: fill
            intent: Totals in cents
            deprecates:
              - object: orders.total
                until: 2020-01-31
                replacement: orders.total_cents
            steps:
              - backfill:
                  table: orders
                  set: total_cents = total * 100
                  limits:
                    replica-lag: 3s
                rollback: none
            """.formatted(service));
        done("change", "propose", file.toString());
        done("change", "approve", service + "/1");
        done("rollout", "start", service + "/1", "--yes");
    }

    private static Ended done(String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
        return ended;
    }

    private static void refuses(ExitCode code, String message, String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.err()).startsWith("error: ").contains(message);
        assertThat(ended.code()).isEqualTo(code);
    }
}
