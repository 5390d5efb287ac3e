package dev.quipu.ledger.change;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads steps that run a SQL script. */
final class SqlStepReader implements StepKindReader {

    @Override
    public String key() {
        return "sql";
    }

    @Override
    public List<String> furtherKeys() {
        return Stream.concat(Stream.of("rollback", "transaction"), TimeoutsReader.KEYS.stream())
                .toList();
    }

    @Override
    public @Nullable Step read(Fields fields, String name) {
        String sql = fields.text("sql");
        String rollback = fields.text("rollback");
        boolean transactional = transactional(fields);
        Timeouts timeouts = TimeoutsReader.read(fields);
        return sql == null ? null : new Step.SqlStep(name, sql, rollback, transactional, timeouts);
    }

    private static boolean transactional(Fields fields) {
        String transaction = fields.text("transaction");
        if (transaction != null && !transaction.equals("one") && !transaction.equals("none")) {
            fields.problem(
                    "transaction",
                    "transaction '%s' is unknown".formatted(Excerpt.of(transaction)),
                    "Write 'one' (the default) or 'none'.");
        }
        return !"none".equals(transaction);
    }
}
