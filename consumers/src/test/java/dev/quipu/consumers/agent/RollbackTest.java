package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.state.Application;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollbackTest {

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = new Shop();
        shop.execute("CREATE TABLE trace (seq serial, what text)");
        agent = shop.agent();
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.close();
    }

    @Test
    void goesBackThroughTheStepsInReverseOrder() {
        threeSteps("INSERT INTO trace (what) VALUES ('two back')");
        shop.applied(1, 1);

        shop.rolledBack(1);

        assertThat(trace()).isEqualTo("one, two, three, three back, two back, one back");
        assertThat(shop.history())
                .isEqualTo("1.1 FORWARD, 1.2 FORWARD, 1.3 FORWARD, 1.4 FORWARD,"
                        + " 1.4 BACK, 1.3 BACK, 1.2 BACK, 1.1 BACK");
    }

    @Test
    void isResumedWhereItFailed() {
        threeSteps("INSERT INTO trace (what) SELECT 'two back' FROM obstacle");
        shop.applied(1, 1);
        shop.rollback();
        Application.Failed failed = shop.awaitFailure(1);
        assertThat(failed.direction()).isEqualTo(Direction.BACK);
        assertThat(failed.step()).isEqualTo(2);
        shop.execute("CREATE TABLE obstacle AS SELECT 1");

        shop.rolledBack(1);

        assertThat(trace()).isEqualTo("one, two, three, three back, two back, one back");
    }

    @Test
    void undoesAChangeThatFailedHalfWay() {
        shop.approved(1, null, traced("one", "SELECT 1"), traced("two", "SELECT 1"), traced("three", "SELECT nowhere"));
        shop.failed(1, 1);

        shop.rolledBack(1);

        assertThat(trace()).isEqualTo("one, two, two back, one back");
        assertThat(shop.query("SELECT count(*) FROM quipu.outbox")).isEqualTo("0");
    }

    @Test
    void canBeFollowedByTheSameChangeAgain() {
        threeSteps("INSERT INTO trace (what) VALUES ('two back')");
        shop.applied(1, 1);
        shop.rolledBack(1);

        shop.applied(1, 1);

        assertThat(trace()).endsWith("one back, one, two, three");
    }

    @Test
    void goesBackOverStepsOutsideATransaction() {
        shop.approved(
                1,
                null,
                Shop.sql("table", "CREATE TABLE t (id int)", "DROP TABLE t"),
                Shop.outsideTransaction(
                        "index", "CREATE INDEX CONCURRENTLY t_id ON t (id)", "DROP INDEX CONCURRENTLY t_id"));
        shop.applied(1, 1);

        shop.rolledBack(1);

        assertThat(shop.query("SELECT to_regclass('t')")).isEqualTo("null");
        assertThat(shop.query("SELECT count(*) FROM quipu.journal")).isEqualTo("0");
    }

    private void threeSteps(String secondBack) {
        shop.approved(
                1,
                null,
                traced("one", "SELECT 1"),
                Shop.sql("two", "INSERT INTO trace (what) VALUES ('two')", secondBack),
                traced("three", "SELECT 1"),
                Shop.verify("fine", "SELECT 1", "1"));
    }

    private static Step traced(String name, String more) {
        return Shop.sql(
                name,
                "INSERT INTO trace (what) VALUES ('%s'); %s".formatted(name, more),
                "INSERT INTO trace (what) VALUES ('%s back')".formatted(name));
    }

    private String trace() {
        return shop.query("SELECT string_agg(what, ', ' ORDER BY seq) FROM trace");
    }
}
