package dev.quipu.ledger.change;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one step of a change file. */
final class StepReader {

    private static final List<String> KEYS = List.of("name", "sql", "rollback", "transaction", "verify", "expect");

    private final Problems problems;

    StepReader(Problems problems) {
        this.problems = problems;
    }

    /** The step at {@code position} (from 1), or null after a problem. */
    @Nullable
    Step read(Node node, int position) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, "step %d is not a mapping".formatted(position), "Write '- sql: |' or '- verify: …'.");
            return null;
        }
        Fields fields = new Fields(mapping, KEYS, problems);
        String name = name(fields, position);
        if (fields.has("sql") == fields.has("verify")) {
            String has = fields.has("sql") ? "both 'sql' and 'verify'" : "neither 'sql' nor 'verify'";
            problems.add(node, "step %d has %s".formatted(position, has), "A step has exactly one of them.");
            return null;
        }
        return fields.has("sql") ? sql(fields, name) : verify(fields, name);
    }

    private static String name(Fields fields, int position) {
        String name = fields.text("name");
        if (name == null) {
            return StepNames.byPosition(position);
        }
        try {
            StepNames.require(name);
            return name;
        } catch (IllegalArgumentException e) {
            fields.problem("name", String.valueOf(e.getMessage()), "Shorten it or put it on one line.");
            return StepNames.byPosition(position);
        }
    }

    private static @Nullable Step sql(Fields fields, String name) {
        refuse(fields, "expect", "sql");
        String sql = fields.text("sql");
        String rollback = fields.text("rollback");
        boolean transactional = transactional(fields);
        return sql == null ? null : new Step.SqlStep(name, sql, rollback, transactional);
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

    private static @Nullable Step verify(Fields fields, String name) {
        refuse(fields, "rollback", "verify");
        refuse(fields, "transaction", "verify");
        String query = fields.text("verify");
        var expect = fields.scalar("expect");
        return query == null ? null : new Step.VerifyStep(name, query, expect == null ? null : expect.getValue());
    }

    private static void refuse(Fields fields, String key, String kind) {
        if (fields.has(key)) {
            fields.problem(key, "a %s step has no '%s'".formatted(kind, key), "Remove it.");
        }
    }
}
