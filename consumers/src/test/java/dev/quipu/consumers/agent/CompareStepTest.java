package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.ChangeEvent.ChangeWithdrawn;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.state.Application;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompareStepTest {

    private static final String LEFT = "SELECT id, price, note FROM orders";
    private static final String RIGHT = "SELECT note, price, order_id AS id FROM shadow;";

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = new Shop();
        agent = shop.agent();
        shop.execute("""
            CREATE TABLE orders (id text, price numeric, note text);
            INSERT INTO orders SELECT 'Order ' || i, i, nullif(i % 3, 0) FROM generate_series(1, 1000) i;
            CREATE TABLE shadow AS SELECT id AS order_id, price, note FROM orders;
            CREATE FUNCTION sneak() RETURNS SETOF text LANGUAGE sql AS 'DELETE FROM orders RETURNING id';
            """);
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.close();
    }

    @Test
    void passesWhereAllRowsAreEqualAndHasNothingToTakeBack() {
        shop.approved(1, null, compare(RIGHT, 0));

        shop.applied(1, 1);
        shop.rolledBack(1);

        assertThat(shop.history()).isEqualTo("1.1 FORWARD, 1.1 BACK");
    }

    @Test
    void countsMismatchesAndKeepsTheirKeysBesideTheData() {
        shop.execute("""
            DELETE FROM orders WHERE id = 'Order 7';
            DELETE FROM shadow WHERE order_id IN ('Order 8', 'Order 9');
            UPDATE shadow SET price = price + 1 WHERE order_id IN ('Order 10', 'Order 11');
            UPDATE shadow SET note = NULL WHERE order_id IN ('Order 11');
            """);

        Application.Failed failed = fails(1, compare(RIGHT, 4));

        assertThat(failed.code()).isEqualTo("verify");
        assertThat(failed.message())
                .isEqualTo("step 'same': of 999 rows on the left and 998 on the right, 1 are missing on the left,"
                        + " 2 are missing on the right and 2 differ (note 1, price 2); their keys are in the table"
                        + " quipu.mismatch of the database");
        assertThat(shop.query("SELECT string_agg(found || ' ' || row_key, ', ' ORDER BY place) FROM quipu.mismatch"))
                .contains("different {\"id\":\"Order 10\"}", "missing left {\"id\":\"Order 7\"}");

        shop.approved(2, null, compare(RIGHT, 5));
        shop.applied(2, 2);
    }

    @Test
    void failsOnQueriesThatItCantRun() {
        assertThat(fails(1, compare("SELECT id\nFROM nowhere -- here", 0)).message())
                .isEqualTo("the right query: relation \"nowhere\" does not exist (line 2)");
        assertThat(fails(2, compare("SELECT sneak() AS id, 1 AS price, '' AS note", 0))
                        .message())
                .contains("cannot execute DELETE in a read-only transaction");
        assertThat(fails(3, compare("SELECT 1 AS id; SELECT 2 AS id", 0)).message())
                .isEqualTo("step 'same' compares something else than two queries");
        assertThat(shop.query("SELECT count(*) FROM orders")).isEqualTo("1000");
    }

    private static Step compare(String right, long tolerance) {
        return new Step.CompareStep("same", LEFT, right, List.of("id"), tolerance);
    }

    private Application.Failed fails(int number, Step step) {
        shop.approved(number, null, step);
        Application.Failed failed = shop.failed(number, number);
        ChangeId change = new ChangeId(Shop.ORDERS, number);
        shop.done(Command.of(new ChangeWithdrawn(change, "it failed"), change));
        return failed;
    }
}
