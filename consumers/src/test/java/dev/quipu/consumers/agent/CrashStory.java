package dev.quipu.consumers.agent;

import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A rollout that passes every crash point: steps in and outside transactions, a concurrent index, a backfill, a change
 * that fails half-way and is rolled back. Whoever crashes, {@link #goOn} keeps the story going.
 */
final class CrashStory {

    private static final int LAST = 3;

    /** What databases spell differently: how to build an index, clean up, and drop an index. */
    private record Spelling(String build, String cleanUp, String drop) {

        static Spelling of(Shop shop) {
            return shop.jdbcUrl.startsWith("jdbc:postgresql:")
                    ? new Spelling(
                            "CREATE INDEX CONCURRENTLY %s ON counts (what)",
                            "VACUUM counts", "DROP INDEX CONCURRENTLY %s")
                    : new Spelling(
                            "CREATE INDEX %s ON counts (what)", "ANALYZE TABLE counts", "DROP INDEX %s ON counts");
        }

        String script(String index) {
            return "INSERT INTO counts VALUES ('1.3 a'); %s; %s; INSERT INTO counts VALUES ('1.3 b')"
                    .formatted(build.formatted(index), cleanUp);
        }
    }

    private final Shop shop;

    CrashStory(Shop shop) {
        this.shop = shop;
        Spelling spelling = Spelling.of(shop);
        shop.execute("CREATE TABLE counts (what varchar(20))");
        shop.approved(
                1,
                null,
                count("1.1", true),
                Shop.verify("fine", "SELECT 1", "1"),
                Shop.outsideTransaction(
                        "index", spelling.script("counts_what"), spelling.drop().formatted("counts_what")));
        shop.execute("CREATE TABLE items (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)");
        shop.execute("INSERT INTO items (id) WITH RECURSIVE n (i) AS"
                + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250) SELECT i FROM n");
        shop.approved(2, null, count("2.1", true), count("2.2", false), fill());
        shop.approved(
                LAST,
                null,
                count("3.1", true),
                Shop.outsideTransaction(
                        "more",
                        spelling.build().formatted("counts_again"),
                        spelling.drop().formatted("counts_again")),
                Shop.sql("fails", "INSERT INTO counts VALUES ('3.3'); SELECT nowhere", "SELECT 1"));
        shop.rollout(1, LAST);
    }

    private static Step fill() {
        return new Step.BackfillStep(
                "2.3",
                "items",
                List.of(),
                false,
                new Fill.Rows("n = n + 1", null),
                new Fill.Nothing(),
                Limits.of(Map.of("max-batch-size", "100", "sleep-ratio", "0")));
    }

    private static Step count(String what, boolean transactional) {
        return new Step.SqlStep(
                what,
                "INSERT INTO counts VALUES ('%s')".formatted(what),
                "INSERT INTO counts VALUES ('%s back')".formatted(what),
                transactional);
    }

    /** Does what an operator would do next, or waits a little for what an agent does. Whether the story goes on. */
    boolean goOn() throws InterruptedException {
        LedgerState state = shop.ledger.state();
        TargetState target = Objects.requireNonNull(state.target(Shop.TARGET));
        if (target.application(LAST) instanceof Application.RolledBack) {
            return false;
        }
        if (target.application(LAST) instanceof Application.Failed && target.work() == null) {
            if (state.running(Shop.ORDERS) == null) {
                shop.rollback();
            } else {
                shop.completeRollout();
            }
        }
        shop.ledger.awaitMoreThan(state.entries(), Duration.ofMillis(50));
        return true;
    }
}
