package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.Walk;
import dev.quipu.consumers.dialect.Catalog;
import dev.quipu.consumers.dialect.KeyColumn;
import dev.quipu.consumers.dialect.TableKey;
import dev.quipu.consumers.dialect.TableName;
import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Step.BackfillStep;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a backfill step comes to on a database: the way along its table, or why there is none. */
sealed interface BackfillPlan {

    /** @param estimatedRows how many rows the database believes to be there; 0 if it has no idea */
    record Possible(Walk walk, Fill fill, long estimatedRows) implements BackfillPlan {}

    record Impossible(Failure failure) implements BackfillPlan {}

    static BackfillPlan of(TargetSession session, BackfillStep step, Fill fill) throws SQLException {
        Catalog catalog = session.dialect().catalog(session.scripts());
        Optional<TableName> table = catalog.find(step.table());
        if (table.isEmpty()) {
            return impossible(step, "there is no table %s".formatted(step.table()));
        }
        List<TableKey> keys = catalog.keys(table.get());
        Optional<TableKey> key = step.key().isEmpty()
                ? keys.stream().findFirst()
                : keys.stream().filter(it -> names(it).equals(step.key())).findFirst();
        if (key.isEmpty()) {
            return impossible(
                    step,
                    step.key().isEmpty()
                            ? "table %s has neither a primary key nor a unique key without nulls: add one first"
                                    .formatted(table.get())
                            : "table %s has no unique key without nulls over %s"
                                    .formatted(table.get(), String.join(", ", step.key())));
        }
        Walk walk = new Walk(session.dialect().keyset(), table.get(), key.get(), step.descending());
        int statements = session.dialect().parse(fill.example()).statements().size();
        return statements == 1 || fill instanceof Fill.Nothing
                ? new Possible(walk, fill, catalog.estimatedRows(table.get()).orElse(0))
                : impossible(step, "it is %d statements, and a batch is one".formatted(statements));
    }

    private static List<String> names(TableKey key) {
        return key.columns().stream().map(KeyColumn::name).toList();
    }

    private static BackfillPlan impossible(BackfillStep step, String why) {
        return new Impossible(new Failure("backfill", "step '%s': %s".formatted(step.name(), why)));
    }
}
