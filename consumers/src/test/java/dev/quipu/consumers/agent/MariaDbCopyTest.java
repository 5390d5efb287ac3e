package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies and comparisons on a database that can't take back what a statement does to the schema. */
class MariaDbCopyTest {

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = Shop.onMariaDb();
        agent = shop.agent();
        shop.execute("CREATE TABLE orders (id int PRIMARY KEY, note varchar(20))");
        shop.execute("INSERT INTO orders VALUES (1, 'a'), (2, 'b'), (3, NULL)");
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.close();
    }

    @Test
    void copiesRowsAgainAndAgainAndDropsTheCopies() {
        shop.execute("CREATE TABLE quipu_backup_orders_1_1 (left_by int)"); // an agent died over it
        shop.approved(
                1,
                null,
                new BackupStep("keep", "orders", "id > 1", BackupStep.RETAIN),
                Shop.sql(
                        "delete",
                        "DELETE FROM orders WHERE id > 1",
                        "INSERT INTO orders SELECT * FROM quipu_backup_orders_1_1"));

        shop.applied(1, 1);
        shop.rolledBack(1);
        shop.applied(1, 1);

        assertThat(shop.query("SELECT count(*) FROM quipu_backup_orders_1_1")).isEqualTo("2");
        assertThat(shop.query("SELECT group_concat(copy_name, ' ', row_count ORDER BY seq) FROM quipu_backup"))
                .isEqualTo("orders_1_1_old1 2,orders_1_1 2");
        agent.close();
        shop.execute("UPDATE quipu_history SET at = at - INTERVAL 31 DAY");
        agent = shop.agent();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> shop.query("SELECT count(*) FROM quipu_backup WHERE dropped_at IS NULL")
                        .equals("0"));
        assertThat(shop.query("SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
                        + " AND table_name LIKE 'quipu\\_backup\\_%'"))
                .isEqualTo("0");
    }

    @Test
    void comparesRowByRow() {
        shop.execute("CREATE TABLE shadow AS SELECT id, note FROM orders");
        shop.approved(1, null, compare());
        shop.applied(1, 1);
        shop.execute("DELETE FROM orders WHERE id = 1");
        shop.execute("UPDATE shadow SET note = 'c' WHERE id = 3");
        shop.execute("DELETE FROM shadow WHERE id = 2");
        shop.approved(2, null, compare());

        assertThat(shop.failed(2, 2).message())
                .startsWith("step 'same': of 2 rows on the left and 2 on the right, 1 are missing on the left, 1 are"
                        + " missing on the right and 1 differ (note 1)");
        assertThat(shop.query("SELECT group_concat(found, row_key ORDER BY place) FROM quipu_mismatch"))
                .isEqualTo("missing left{\"id\":\"1\"},missing right{\"id\":\"2\"},different{\"id\":\"3\"}");
    }

    private static Step compare() {
        return new Step.CompareStep(
                "same", "SELECT id, note FROM orders", "SELECT note, id FROM shadow", List.of("id"), 0);
    }
}
