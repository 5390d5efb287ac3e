package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileWriter;
import dev.quipu.ledger.change.Proposals;
import dev.quipu.ledger.decide.ApproveChange;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.state.Application;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where ledger, content and database disagree, the agent stops and says so. */
class DisagreementTest {

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = new Shop();
        agent = shop.agent();
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.close();
    }

    @Test
    void betweenAProposalAndItsContent() {
        ChangeFile file = file("CREATE TABLE other (id int)");
        ChangeProposed honest = Proposals.of(file, content(file));
        ChangeProposed forged = new ChangeProposed(
                honest.change(),
                honest.name(),
                honest.intent(),
                honest.ticket(),
                honest.phase(),
                honest.requires(),
                List.of(new StepOutline("harmless", "verify", true)),
                honest.irreversible(),
                honest.format(),
                honest.content(),
                honest.deprecates());

        assertThat(release(forged).message()).contains("says something else than its proposal");
    }

    @Test
    void betweenTheIntentThatReviewersSawAndTheFile() {
        ChangeFile file = file("CREATE TABLE other (id int)");
        ChangeProposed honest = Proposals.of(file, content(file));
        ChangeProposed forged = new ChangeProposed(
                honest.change(),
                honest.name(),
                "something harmless",
                honest.ticket(),
                honest.phase(),
                honest.requires(),
                honest.steps(),
                honest.irreversible(),
                honest.format(),
                honest.content(),
                honest.deprecates());

        assertThat(release(forged).message()).contains("says something else than its proposal");
    }

    @Test
    void whereTheContentIsNoChange() {
        ChangeFile file = file("CREATE TABLE other (id int)");
        ChangeProposed honest = Proposals.of(file, Content.of("no: change".getBytes(StandardCharsets.UTF_8)));

        assertThat(release(honest).message()).contains("can't be read");
    }

    private Application.Failed release(ChangeProposed proposed) {
        shop.done(Command.of(proposed, proposed));
        shop.done(new ApproveChange(proposed.change(), "fine"));
        Application.Failed failed = shop.failed(1, 1);
        assertThat(failed.code()).isEqualTo("content");
        assertThat(shop.query("SELECT to_regclass('other')")).isEqualTo("null");
        return failed;
    }

    private static ChangeFile file(String sql) {
        return new ChangeFile(
                new ChangeId(Shop.ORDERS, 1),
                "change-1",
                "test",
                null,
                Phase.EXPAND,
                List.of(),
                List.of(),
                List.of(Shop.sql("step", sql, "SELECT 1")),
                null);
    }

    private static Content content(ChangeFile file) {
        return Content.of(ChangeFileWriter.write(file).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void betweenTheApprovedContentAndTheHistorysContent() {
        applyFirst();
        shop.execute("""
            INSERT INTO quipu.history (change, step, direction, name, digest, order_id, attempt, epoch, duration_micros)
            SELECT 'orders/2', step, direction, name, repeat('ab', 32), gen_random_uuid(), 1, epoch, 0
            FROM quipu.history
            """);

        Application.Failed failed = fails(2);

        assertThat(failed.message()).contains("with other content (abababababab) than was approved");
    }

    @Test
    void betweenTheLedgerAndADatabaseOutOfABackup() {
        applyFirst();
        shop.execute("TRUNCATE quipu.history");

        assertThat(fails(2).message()).contains("orders/1", "restored from a backup?");
    }

    @Test
    void betweenTheLedgerAndADatabaseOutOfABackupOfTheSameChange() {
        shop.approved(
                1, null, Shop.sql("one", "CREATE TABLE one ()", "SELECT 1"), Shop.sql("two", "SELECT no", "SELECT 1"));
        shop.failed(1, 1);
        shop.execute("TRUNCATE quipu.history");

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.message()).contains("step 1 of orders/1", "restored from a backup?");
    }

    @Test
    void onWhatThereIsToRollBack() {
        applyFirst();
        shop.execute("TRUNCATE quipu.history");

        shop.rollback();

        assertThat(shop.awaitFailure(1).code()).isEqualTo("history");
    }

    private void applyFirst() {
        shop.approved(1, "CREATE TABLE one (id int)", "DROP TABLE one");
        shop.applied(1, 1);
    }

    private Application.Failed fails(int number) {
        shop.approved(number, "CREATE TABLE other (id int)", "DROP TABLE other");
        Application.Failed failed = shop.failed(number, number);
        assertThat(failed.code()).isEqualTo("history");
        assertThat(shop.query("SELECT to_regclass('other')")).isEqualTo("null");
        return failed;
    }
}
