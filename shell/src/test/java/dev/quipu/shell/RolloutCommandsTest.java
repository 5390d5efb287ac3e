package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.agent.TargetDatabase;
import dev.quipu.consumers.conductor.Conductor;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.KeyFolder;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.shell.OperatorShell.Ended;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.config.QuipuHome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts and rollbacks from the shell, applied by an agent on a real PostgreSQL. */
class RolloutCommandsTest {

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static EmbeddedPostgres postgres;
    private static OperatorShell shell;
    private static KafkaLedger ledger;
    private static Conductor conductor;
    private static QuipuAgent agent;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        shell = new OperatorShell(home);
        assertThat(shell.run("ledger", "init").code()).isEqualTo(ExitCode.DONE);
        letIn("conductor", "conductor", "conductor");
        ledger = KafkaLedger.open(KafkaSettings.of(TestBroker.bootstrapServers(), shell.topic())
                .withKeyring(new KeyFolder(new QuipuHome(home).keys(), null)));
        conductor = Conductor.start(ledger);
        agent = QuipuAgent.builder().ledger(ledger).start();
    }

    @AfterAll
    static void stop() throws IOException {
        agent.close();
        conductor.close();
        ledger.close();
        shell.close();
        postgres.close();
    }

    @Test
    void appliesAndTakesBackAllTheWay() throws Exception {
        service("orders");
        hire(TargetId.parse("orders@eu"));
        approved("orders", 1, "CREATE TABLE orders_1 (id int);", "DROP TABLE orders_1;");
        approved("orders", 2, "CREATE TABLE orders_2 (id int);", "DROP TABLE orders_2;");
        refuses(ExitCode.USAGE, "Add --yes to confirm", "rollout", "start", "orders/1..2");
        assertThat(done("rollout", "start", "orders/1..2", "--wait", "--yes").err())
                .isEqualTo("""
                    Started rollout orders/r1.
                    rolling out orders/r1
                    Rollout orders/r1 succeeded: orders/1..2 on 1 of 1 targets.
                    """);
        assertThat(done("status", "-o", "csv").out()).contains("orders@eu,2,0,idle");
        assertThat(done("rollback", "orders@eu", "--wait", "--yes").err()).isEqualTo("""
            Rolling back orders/2 on orders@eu.
            rolling back orders/2 on orders@eu
            Rolled back orders/2 on orders@eu.
            """);
        assertThat(done("rollback", "orders@eu", "--yes").err()).isEqualTo("Rolling back orders/1 on orders@eu.\n");
        await().until(() -> done("target", "list", "-o", "csv").out().contains("orders@eu,{},,idle"));
        refuses(ExitCode.REFUSED, "no change is applied on orders@eu", "rollback", "orders@eu", "--yes");
        assertThat(done("change", "show", "orders/1").out()).contains("rolled back");
    }

    @Test
    void tellsWhyAChangeFailedAndTriesAgainWhenAsked() throws Exception {
        service("billing");
        hire(TargetId.parse("billing@eu"));
        approved("billing", 1, "SELECT 1;\n      SELECT * FROM missing;", "SELECT 1;");
        Ended failed = shell.run("rollout", "start", "billing/1", "--wait", "--yes");
        assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.err())
                .contains("error: billing@eu: billing/1 failed: step 1: relation \"missing\" does not exist (line 2)")
                .contains("(42P01)")
                .contains("error: rollout billing/r1 failed on 1 of 1 targets.\nMend the cause and start it again")
                .endsWith("rollout start billing/1\n");
        assertThat(done("rollout", "show", "billing/r1").out()).contains("failed");
        sql("billing", "CREATE TABLE missing (id int)");
        assertThat(done("rollout", "start", "billing/1", "--wait", "--yes").err())
                .contains("succeeded");
    }

    @Test
    void doesNotTakeBackWhatCannotBe() throws Exception {
        service("catalog");
        hire(TargetId.parse("catalog@eu"));
        ChangeTexts.writeIrreversible(folder, "catalog", 1, "CREATE TABLE catalog_1 (id int);");
        done("change", "propose", folder.toString());
        done("change", "approve", "catalog/1");
        done("rollout", "start", "catalog/1", "--wait", "--yes");
        refuses(ExitCode.REFUSED, "catalog/1", "rollback", "catalog@eu", "--yes");
        assertThat(done("rollout", "start", "catalog/1", "--wait", "--yes").err())
                .contains("succeeded");
    }

    @Test
    void bringsBackWhatAChangeHasDestroyed() throws Exception {
        service("shop");
        hire(TargetId.parse("shop@eu"));
        sql(
                "shop",
                "CREATE TABLE orders (id int, note text); INSERT INTO orders VALUES (1, 'by hand'), (2, 'by rail')");
        Path file = Files.writeString(folder.resolve("0001-drop-note.yaml"), """
            service: shop
            number: 1
            name: drop-note
            intent: Nobody reads notes.
            phase: contract
            steps:
              - backup: {table: orders, retain: 60d}
              - sql: ALTER TABLE orders DROP COLUMN note
                rollback: ALTER TABLE orders ADD COLUMN note text
              - toggle: {name: notes, percentage: 0, rollback: 100}
            """);
        done("change", "propose", file.toString());
        done("change", "approve", "shop/1");
        assertThat(done("change", "show", "shop/1").out())
                .contains("copies orders to shop_1_1 for 60 days", "sets notes to 0 %, back to 100 %");
        assertThat(done("backup", "list", "--service", "shop").err()).contains("No copies.");
        done("rollout", "start", "shop/1", "--wait", "--yes");

        assertThat(done("backup", "list", "--service", "shop", "-o", "csv").out())
                .contains("shop@eu,shop/1,1,orders,shop_1_1,20", "kept");
        assertThat(done("backup", "show", "shop/1").out()).isEqualTo("""
            -- from quipu_backup.shop_1_1, a copy of orders
            ALTER TABLE orders ADD COLUMN note text;
            UPDATE orders AS now SET "note" = saved."note" FROM quipu_backup.shop_1_1 AS saved WHERE now.id = saved.id;
            """);
        done("backup", "restore", "shop/1", "--dir", folder.toString());
        done("change", "propose", folder.resolve("0002-restore-1.yaml").toString());
        done("change", "approve", "shop/2");
        done("rollout", "start", "shop/2", "--wait", "--yes");
        sql("shop", "DO $$ BEGIN ASSERT (SELECT note FROM orders WHERE id = 2) = 'by rail'; END $$");
        refuses(ExitCode.USAGE, "shop/2 has no backup step", "backup", "show", "shop/2");
    }

    @Test
    void startsOneRolloutOfAServiceAtATime() throws Exception {
        service("slow");
        done("target", "add", "slow@eu");
        approved("slow", 1, "CREATE TABLE slow_1 (id int);", "DROP TABLE slow_1;");
        approved("slow", 2, "CREATE TABLE slow_2 (id int);", "DROP TABLE slow_2;");
        assertThat(done("rollout", "start", "slow/1", "--yes").err()).contains("Watch it: rollout show slow/r1");
        refuses(ExitCode.REFUSED, "rollout slow/r1 of slow is still running", "rollout", "start", "slow/2", "--yes");
        assertThat(done("status").err()).contains("slow@eu waits for its agent: see that its agent runs");
        work(TargetId.parse("slow@eu"));
        assertThat(done("rollout", "wait", "slow/r1").err()).contains("Rollout slow/r1 succeeded");
        refuses(ExitCode.USAGE, "there is no rollout slow/r9", "rollout", "wait", "slow/r9");
    }

    private static void service(String name) {
        done("service", "add", name);
    }

    private static void hire(TargetId target) throws SQLException {
        done("target", "add", target.toString());
        work(target);
    }

    private static void letIn(String actor, String kind, String role) {
        done("key", "create", actor);
        done("key", "enroll", actor, "--kind", kind, "--role", role);
    }

    private static void work(TargetId target) throws SQLException {
        letIn("agent:" + target, "agent", "agent:target:" + target);
        String database = target.service().toString();
        sql("postgres", "CREATE DATABASE " + database);
        agent.add(target, new TargetDatabase(postgres.getJdbcUrl("postgres", database), "postgres", () -> ""));
    }

    private void approved(String service, int number, String sql, String rollback) throws IOException {
        Path file = ChangeTexts.write(folder, service, number, sql, rollback);
        done("change", "propose", file.toString());
        done("change", "approve", "%s/%d".formatted(service, number));
    }

    private static void sql(String database, String statement) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement created = connection.createStatement()) {
            created.execute(statement);
        }
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
