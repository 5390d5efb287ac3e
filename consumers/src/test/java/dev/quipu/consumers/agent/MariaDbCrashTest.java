package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.state.Application;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent dies in the middle of DDL that commits by itself; the catalog decides, or a person does. */
class MariaDbCrashTest {

    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.onMariaDb();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_COMMIT", "STATEMENT_RUN", "JOURNAL_DONE"})
    void mayBeAtAnyPoint(CrashPoint point) throws InterruptedException {
        CrashStory story = new CrashStory(shop);
        Dying dying = new Dying(point, 1);
        try (QuipuAgent agent = shop.agent(dying)) {
            while (!dying.isDead() && story.goOn()) {
                assertThat(agent.targets()).isNotEmpty();
            }
        }
        assertThat(dying.isDead()).isTrue();
        goOn(story);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("faults")
    void mayBeWhereManyProcessesEnd(CrashPoint point) throws InterruptedException {
        CrashStory story = new CrashStory(shop);
        int passing = 0;
        boolean goesOn = true;
        while (goesOn) {
            try (Child child = Child.startDying(shop, point, ++passing)) {
                while (goesOn && child.isAlive()) {
                    goesOn = story.goOn();
                }
            }
        }
        goOn(story);
    }

    private void goOn(CrashStory story) throws InterruptedException {
        try (QuipuAgent agent = shop.agent()) {
            while (story.goOn()) {
                assertThat(agent.targets()).isNotEmpty();
            }
            Aftermath.check(shop);
        }
        assertThat(shop.column("SELECT what FROM counts ORDER BY what"))
                .containsExactly("1.1", "1.3 a", "1.3 b", "2.1", "2.2", "3.1", "3.1 back");
        assertThat(shop.query("SELECT count(*) FROM items WHERE n = 1")).isEqualTo("250");
        assertThat(shop.column("SELECT DISTINCT index_name FROM information_schema.statistics"
                        + " WHERE table_schema = DATABASE() AND table_name = 'counts'"))
                .containsExactly("counts_what");
    }

    /** Rolls out with an agent that dies at the point. */
    private void died(String sql, CrashPoint point, int passing) {
        shop.approved(1, "test", Shop.sql("step", sql, null));
        Dying dying = new Dying(point, passing);
        try (QuipuAgent agent = shop.agent(dying)) {
            assertThat(agent.targets()).isNotEmpty();
            shop.rollout(1, 1);
            dying.await();
        }
    }

    private void revived() {
        try (QuipuAgent agent = shop.agent()) {
            shop.awaitTarget(target -> target.has(1));
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(shop.history()).isEqualTo("1.1 FORWARD");
    }

    private Application.Failed stuck() {
        try (QuipuAgent agent = shop.agent()) {
            Application.Failed failed = shop.awaitFailure(1);
            shop.completeRollout();
            assertThat(agent.targets()).isNotEmpty();
            return failed;
        }
    }

    @Test
    void isDecidedByTheCatalog() {
        shop.execute("CREATE TABLE t (id int)");
        died("ALTER TABLE t ADD more int; RENAME TABLE t TO u", CrashPoint.STATEMENT_RUN, 2);

        revived();
    }

    @Test
    void isDecidedByTheCatalogWhenTheStatementNeverRan() {
        shop.execute("CREATE TABLE t (id int)");
        died("ALTER TABLE t ADD more int; RENAME TABLE t TO u", CrashPoint.JOURNAL_STARTED, 1);

        revived();
    }

    @Test
    void isNotTakenForDoneBecauseSomebodyElseHadMadeTheTable() {
        shop.execute("CREATE TABLE made (other int)");
        died("CREATE TABLE made (id int)", CrashPoint.JOURNAL_STARTED, 1);

        assertThat(stuck().message()).contains("Table 'made' already exists");
    }

    @Test
    void isLeftToAPersonWhereTheCatalogDoesNotTell() {
        shop.execute("CREATE TABLE t (id int)");
        shop.execute("INSERT INTO t VALUES (1)");
        shop.execute("CREATE PROCEDURE work() BEGIN DELETE FROM t; COMMIT; INSERT INTO t VALUES (2); END");
        died("CREATE TABLE u (id int);\nCALL work()", CrashPoint.STATEMENT_RUN, 2);

        Application.Failed failed = stuck();

        assertThat(failed.code()).isEqualTo("undecidable");
        assertThat(failed.message()).contains("CALL WORK", "line 2");
        shop.execute("DELETE FROM t");
        try (QuipuAgent agent = shop.agent()) {
            shop.applied(1, 1);
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(shop.column("SELECT id FROM t")).containsExactly("2");
    }

    @Test
    void isNotResumedWithoutWhatTheSessionHeld() {
        shop.execute("CREATE TABLE t (id int)");
        died(
                "SET @n = (SELECT count(*) FROM t); CREATE TABLE u (id int);\nINSERT INTO t VALUES (@n)",
                CrashPoint.JOURNAL_DONE,
                2);

        Application.Failed failed = stuck();

        assertThat(failed.code()).isEqualTo("undecidable");
        assertThat(failed.message()).contains("INSERT INTO T", "line 2", "@N");
        shop.execute("DROP TABLE u");
        try (QuipuAgent agent = shop.agent()) {
            shop.applied(1, 1);
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(shop.column("SELECT id FROM t")).containsExactly("0");
    }
}
