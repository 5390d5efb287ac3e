package dev.quipu.bench.contest;

import dev.quipu.bench.Operator;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Phase;
import java.util.List;
import java.util.stream.IntStream;

/** Many changes of one statement: every tenth creates a table, the nine after it add a column each. */
final class SmallChanges {

    private static final int PER_TABLE = 10;

    private SmallChanges() {}

    static List<ChangeFile> of(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(SmallChanges::change).toList();
    }

    private static ChangeFile change(int number) {
        int table = (number - 1) / PER_TABLE + 1;
        int place = (number - 1) % PER_TABLE;
        Step step = place == 0
                ? sql(
                        "CREATE TABLE item_%d (id bigint PRIMARY KEY, name text NOT NULL)".formatted(table),
                        "DROP TABLE item_%d".formatted(table))
                : sql(
                        "ALTER TABLE item_%d ADD COLUMN detail_%d text".formatted(table, place),
                        "ALTER TABLE item_%d DROP COLUMN detail_%d".formatted(table, place));
        return new ChangeFile(
                new ChangeId(Operator.SERVICE, number),
                "item_%d_%d".formatted(table, place),
                "more of it",
                null,
                Phase.EXPAND,
                List.of(),
                List.of(),
                List.of(step),
                null);
    }

    private static Step sql(String sql, String rollback) {
        return new Step.SqlStep("step 1", sql, rollback, true);
    }
}
