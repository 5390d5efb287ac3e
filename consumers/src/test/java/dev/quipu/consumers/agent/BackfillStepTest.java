package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.decide.AbortBackfill;
import dev.quipu.ledger.decide.PauseBackfill;
import dev.quipu.ledger.decide.ResumeBackfill;
import dev.quipu.ledger.decide.SetLimits;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.ReportEvent.StepCompleted;
import dev.quipu.ledger.event.StepTotals;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Work;
import dev.quipu.schemas.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillStepTest {

    private static final Map<String, String> QUICK = Map.of("sleep-ratio", "0", "max-batch-size", "100");

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void begin() {
        shop = new Shop();
        agent = shop.agent();
    }

    @AfterEach
    void end() {
        agent.close();
        shop.close();
    }

    private void table(String key, int rows) {
        shop.execute("CREATE TABLE items (id %s, n int NOT NULL, filled int)".formatted(key));
        String value = key.startsWith("uuid") ? "gen_random_uuid()" : key.startsWith("text") ? "md5(n::text)" : "n";
        shop.execute("INSERT INTO items SELECT %s, n, NULL FROM generate_series(1, %d) AS n".formatted(value, rows));
    }

    private static Step fill(String set, @Nullable String where, Map<String, String> limits) {
        return new Step.BackfillStep(
                "fill",
                "items",
                List.of(),
                false,
                new Fill.Rows(set, where),
                new Fill.Rows("filled = NULL", null),
                Limits.of(limits));
    }

    /** What the ledger says that the last backfill came to. */
    private StepTotals totals() {
        List<StepTotals> totals = new ArrayList<>();
        KafkaLedger.open(shop.settings, (record, outcome, after) -> {
                    if (outcome instanceof Outcome.Accepted
                            && record.content() instanceof Decoded.Value<Entry>(Entry entry)
                            && entry.event() instanceof StepCompleted completed) {
                        totals.add(Objects.requireNonNull(completed.totals()));
                    }
                })
                .close();
        return totals.getLast();
    }

    @ParameterizedTest
    @CsvSource({"int PRIMARY KEY", "uuid PRIMARY KEY", "text PRIMARY KEY", "int NOT NULL UNIQUE"})
    void changesEveryRowOnce(String key) {
        table(key, 1_050);
        shop.approved(1, null, fill("filled = coalesce(filled, 0) + n", null, QUICK));

        shop.applied(1, 1);

        assertThat(shop.query("SELECT count(*) FROM items WHERE filled = n")).isEqualTo("1050");
        assertThat(totals().rows()).isEqualTo(1_050);
        assertThat(totals().batches()).isGreaterThan(10);
        assertThat(shop.query("SELECT count(*) FROM quipu.backfill")).isEqualTo("0");

        shop.rolledBack(1);

        assertThat(shop.query("SELECT count(*) FROM items WHERE filled IS NULL"))
                .isEqualTo("1050");
    }

    @Test
    void walksAlongACompositeKeyFromItsEndWithAStatementOfItsAuthors() {
        shop.execute("CREATE TABLE items (a text, b int, filled int, PRIMARY KEY (a, b))");
        shop.execute("INSERT INTO items SELECT (n % 7)::text, n, NULL FROM generate_series(1, 500) AS n");
        shop.execute("CREATE TABLE log (at serial, b int)");
        Fill fill = new Fill.Statement(
                "UPDATE items o SET filled = x.v FROM (VALUES (5)) AS x (v)" + " WHERE {batch o} AND o.a <> '?'");
        shop.approved(
                1,
                null,
                new Step.BackfillStep(
                        "fill", "items", List.of("a", "b"), true, fill, new Fill.Nothing(), Limits.of(QUICK)));

        shop.applied(1, 1);

        assertThat(shop.query("SELECT count(*) FROM items WHERE filled = 5")).isEqualTo("500");
        shop.rolledBack(1);
        assertThat(shop.query("SELECT count(*) FROM items WHERE filled = 5")).isEqualTo("500");
    }

    @Test
    void setsRowsAsideThatFail() {
        table("int PRIMARY KEY", 2_000);
        shop.execute("ALTER TABLE items ADD CHECK (filled NOT IN (77, 1999))");
        shop.approved(1, null, fill("filled = n", null, QUICK));

        shop.applied(1, 1);

        assertThat(totals().quarantined()).isEqualTo(2);
        assertThat(totals().rows()).isEqualTo(1_998);
        assertThat(shop.query(
                        "SELECT string_agg(row_key || ' ' || sql_state, ', ' ORDER BY seq) FROM quipu.quarantine"))
                .isEqualTo("[\"77\"] 23514, [\"1999\"] 23514");
        assertThat(shop.query("SELECT count(*) FROM items WHERE filled IS NULL"))
                .isEqualTo("2");
    }

    @Test
    void pausesWhenTooManyRowsFailUntilAnOperatorAcceptsThem() {
        table("int PRIMARY KEY", 1_000);
        shop.execute("ALTER TABLE items ADD CHECK (filled < 1 OR filled > 5)");
        shop.approved(1, null, fill("filled = n", null, QUICK));

        shop.rollout(1, 1);
        Work.Paused paused = paused();
        assertThat(paused.code()).isEqualTo("error-rate");
        assertThat(paused.message()).startsWith("error-rate is ").endsWith("1% is allowed");
        while (!isApplied()) {
            shop.done(new ResumeBackfill(Shop.TARGET, "they are known"));
        }

        assertThat(shop.query("SELECT count(*) FROM items WHERE filled = n")).isEqualTo("995");
        assertThat(totals().quarantined()).isEqualTo(5);
    }

    private Work.Paused paused() {
        return shop.awaitTarget(target -> target.work() instanceof Work.Paused).work() instanceof Work.Paused paused
                ? paused
                : fail("not paused");
    }

    private boolean isApplied() {
        return shop.awaitTarget(target -> target.work() == null || target.work() instanceof Work.Paused)
                .has(1);
    }

    @Test
    void isHeldPausedResumedAndAbortedByOperators() {
        table("int PRIMARY KEY", 1_000);
        shop.approved(1, null, fill("filled = n", null, Map.of("rows-per-second", "50", "max-batch-size", "100")));
        shop.rollout(1, 1);
        shop.awaitTarget(target -> target.work() instanceof Work.Running);

        shop.done(new PauseBackfill(Shop.TARGET, "slow"));
        shop.done(new ResumeBackfill(Shop.TARGET, "fine"));
        shop.done(new AbortBackfill(Shop.TARGET, "not today"));

        Application.Failed failed = shop.awaitFailure(1);
        assertThat(failed.code() + ": " + failed.message()).isEqualTo("aborted: aborted by alice: not today");
        shop.completeRollout();
        shop.done(new SetLimits(Shop.TARGET, Map.of("rows-per-second", "none"), Set.of(), "at night"));
        shop.applied(1, 1);
        assertThat(shop.query("SELECT count(*) FROM items WHERE filled = n")).isEqualTo("1000");
    }

    @Test
    void isTakenBackWhenItEndedHalfWay() {
        table("int PRIMARY KEY", 1_000);
        shop.approved(
                1,
                null,
                fill(
                        "filled = 10 / (n / 900 - 1)",
                        null,
                        Map.of("abort-at-error-rate", "0%", "max-batch-size", "100")));

        assertThat(shop.failed(1, 1).code()).isEqualTo("error-rate");
        assertThat(shop.query("SELECT count(*) > 0 FROM items WHERE filled IS NOT NULL"))
                .isEqualTo("t");

        shop.rolledBack(1);

        assertThat(shop.query("SELECT count(*) FROM items WHERE filled IS NOT NULL"))
                .isEqualTo("0");
    }

    @Test
    void tellsWhatCantBeBackfilled() {
        shop.execute("CREATE TABLE items (id int, filled int)");
        shop.approved(1, null, fill("filled = 1", null, QUICK));

        Application.Failed failed = shop.failed(1, 1);

        assertThat(failed.message()).contains("neither a primary key nor a unique key without nulls");
    }

    @Test
    void isEndedByAStatementThatCantWork() {
        table("int PRIMARY KEY", 10);
        shop.approved(1, null, fill("nowhere = 1", null, QUICK));

        assertThat(shop.failed(1, 1).code()).isEqualTo("42703");
    }
}
