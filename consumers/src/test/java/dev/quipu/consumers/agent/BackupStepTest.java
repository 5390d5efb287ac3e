package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.state.Application;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupStepTest {

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = new Shop();
        agent = shop.agent();
        shop.execute("CREATE TABLE orders (id int, note text);"
                + " INSERT INTO orders SELECT i, 'note ' || i FROM generate_series(1, 10) i");
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.close();
    }

    @Test
    void copiesRowsBeforeTheyAreDestroyedAndKeepsThemThroughARollback() {
        shop.approved(
                1,
                null,
                backup("old ones", "public.orders", "id <= 4 -- the old ones"),
                Shop.sql(
                        "delete",
                        "DELETE FROM orders WHERE id <= 4",
                        "INSERT INTO orders SELECT * FROM quipu_backup.orders_1_1"));

        shop.applied(1, 1);
        assertThat(shop.query("SELECT count(*) FROM orders")).isEqualTo("6");
        assertThat(copies()).isEqualTo("orders_1_1 of public.orders: 4 rows for 2592000 s");

        shop.rolledBack(1);
        assertThat(shop.query("SELECT count(*) FROM orders")).isEqualTo("10");
        assertThat(shop.query("SELECT count(*) FROM quipu_backup.orders_1_1")).isEqualTo("4");

        shop.execute("UPDATE orders SET id = 11 WHERE id = 4");
        shop.applied(1, 1);
        assertThat(copies())
                .isEqualTo("orders_1_1_old1 of public.orders: 4 rows for 2592000 s,"
                        + " orders_1_1 of public.orders: 3 rows for 2592000 s");
        assertThat(shop.query("SELECT count(*) FROM quipu_backup.orders_1_1")).isEqualTo("3");
        assertThat(shop.query("SELECT count(*) FROM quipu_backup.orders_1_1_old1"))
                .isEqualTo("4");
    }

    @Test
    void dropsCopiesOnceTheirTimeIsOver() {
        shop.approved(1, null, backup("one", "orders", null));
        shop.approved(2, null, backup("two", "orders", null));
        shop.applied(1, 2);
        agent.close();
        shop.execute("UPDATE quipu.history SET at = at - interval '31 days' WHERE change = 'orders/1';"
                + " UPDATE quipu.history SET at = at - interval '29 days' WHERE change = 'orders/2'");

        agent = shop.agent();

        await().atMost(Duration.ofSeconds(30)).until(() -> shop.query("SELECT to_regclass('quipu_backup.orders_1_1')")
                .equals("null"));
        assertThat(shop.query("SELECT string_agg(copy_name || ' ' || (dropped_at IS NULL), ', ' ORDER BY seq)"
                        + " FROM quipu.backup"))
                .isEqualTo("orders_1_1 false, orders_2_1 true");
        assertThat(shop.query("SELECT count(*) FROM quipu_backup.orders_2_1")).isEqualTo("10");
    }

    @Test
    void refusesToDestroyWhatIsNotCopied() {
        shop.approved(destructive(1, Shop.sql("gone", "-- all of it\nDROP TABLE orders", null)));

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.code()).isEqualTo("backup");
        assertThat(failed.message())
                .isEqualTo("step 1, line 2: DROP TABLE of orders destroys data, and no backup step before it copies"
                        + " orders; propose it again with a backup step, or with waive-backup");
        assertThat(shop.query("SELECT count(*) FROM orders")).isEqualTo("10");
    }

    @Test
    void refusesToDestroyWhatIsCopiedNoMore() {
        shop.approved(destructive(
                1,
                backup("copy", "orders", null),
                Shop.verify("let go", "SELECT count(*) FROM pg_tables WHERE tablename = 'go'", "1"),
                Shop.sql("gone", "DROP TABLE orders", null)));
        shop.failed(1, 1);
        shop.execute("DROP TABLE quipu_backup.orders_1_1; CREATE TABLE go ()");

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.message())
                .isEqualTo("the copy that was made before DROP TABLE of orders is gone: roll orders/1 back, and apply"
                        + " it again");
        assertThat(shop.query("SELECT count(*) FROM orders")).isEqualTo("10");
    }

    @Test
    void destroysWhatSomebodyHasGivenUp() {
        shop.approved(
                destructive(1, Shop.sql("gone", "DROP TABLE orders", null)).waivingBackup("it can be computed again"));

        shop.applied(1, 1);

        assertThat(shop.query("SELECT to_regclass('orders')")).isEqualTo("null");
    }

    @Test
    void tellsWhatItCantCopy() {
        shop.approved(1, null, backup("none", "nowhere", null));
        assertThat(shop.failed(1, 1).message()).isEqualTo("there is no table nowhere to be copied");
        shop.execute("CREATE TABLE nowhere (); CREATE SCHEMA quipu_backup; CREATE TABLE quipu_backup.orders_1_1 ()");

        assertThat(shop.failed(1, 1).message())
                .isEqualTo("there is a table quipu_backup.orders_1_1 that is no copy of Quipu's: move it away");
    }

    private static Step backup(String name, String table, @Nullable String where) {
        return new BackupStep(name, table, where, BackupStep.RETAIN);
    }

    private static ChangeFile destructive(int number, Step... steps) {
        return new ChangeFile(
                new ChangeId(Shop.ORDERS, number),
                "destructive",
                "test",
                null,
                Phase.CONTRACT,
                List.of(),
                List.of(),
                List.of(steps),
                "data is gone");
    }

    private String copies() {
        return shop.query("""
            SELECT string_agg(copy_name || ' of ' || source || ': ' || row_count || ' rows for ' || retain_seconds
                || ' s', ', ' ORDER BY seq) FROM quipu.backup
            """);
    }
}
