package dev.quipu.bench.contest;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Step;
import java.util.List;

/**
 * What one change of a single SQL step does, as every tool can do it.
 *
 * @param transactional whether it runs in one transaction with the tool's own record of it
 */
record Script(int number, String name, String sql, boolean transactional) {

    static List<Script> of(List<ChangeFile> changes) {
        return changes.stream().map(Script::of).toList();
    }

    private static Script of(ChangeFile change) {
        if (change.steps().size() == 1 && change.steps().getFirst() instanceof Step.SqlStep step) {
            return new Script(change.id().number(), change.name(), step.sql(), step.transactional());
        }
        throw new IllegalArgumentException(change.id() + " is more than one SQL script");
    }
}
